// collaborations_coverage: the contracts that match the filters of collaboration_groups, whatever
// their dates, and those left out because they are in no group or have no date on which they are
// free. A contract counts once, under the first reason that fits. Reasons come by name, and their
// contracts by id.
// in   $by SYSTEM, SUPPLIER_GROUP or SERVICE; $asOf date; $first int, the most ids for a reason;
//      $terms [string]; $counted boolean; $boroughs, $systems, $services [string] each with the
//      mark of the same name
// out  boroughs, withAnyContract, contracts, withKnownEnd, leftOut [{reason, count, ids}],
//      deployments [{status, count}]
// plan seeks a range of Contract.byEndDate, or the given boroughs, then expands
/*= boroughs_covered() */
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > ''
  //+ boroughs AND b.id IN $boroughs
  RETURN count(b) AS boroughs, sum(CASE WHEN EXISTS { (b)-[:PARTY_TO]->(:Contract) } THEN 1 ELSE 0 END) AS withAnyContract
}
/*=*/
CALL () {
  //+ boroughs MATCH (b:Borough)-[:PARTY_TO]->(c:Contract) WHERE b.id IN $boroughs WITH DISTINCT c
  MATCH (c:Contract)
  WHERE c.byEndDate > ''
  //+ systems AND EXISTS { (c)-[:COVERS]->(s:System) WHERE s.id IN $systems }
  //+ services AND EXISTS { /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  MATCH (c)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to
  WITH c, CASE
    WHEN NOT (t.term IN $terms AND (t.counted OR NOT $counted)) THEN t.term
    WHEN $by = 'SYSTEM' AND NOT EXISTS { (c)-[:COVERS]->(:System) } THEN 'SYSTEM_UNKNOWN'
    WHEN $by = 'SERVICE' AND NOT EXISTS { (c)-[:FOR]->(v:Service) WHERE NOT v.isArea } THEN 'SERVICE_UNKNOWN'
    WHEN $by = 'SUPPLIER_GROUP' AND NOT EXISTS { (c)-[:WITH]->(:Supplier) }
      AND NOT EXISTS { (c)-[:COVERS]->(:System)<-[m:MAKES]-(:Supplier) WHERE m.from <= $asOf AND $asOf <= m.to }
      THEN CASE WHEN c.suppliersWithheld THEN 'SUPPLIER_WITHHELD' ELSE 'SUPPLIER_UNKNOWN' END
    WHEN NOT EXISTS {
      (c)-[:CAN_EXIT]->(x:ExitPoint)
      WHERE x.from <= $asOf AND $asOf <= x.to AND NOT x.kind IN ['NOTICE_DEADLINE', 'EXTENSION_DECISION']
    } THEN 'NO_EXIT_POINT'
  END AS reason
  ORDER BY c.id
  /*= contracts_left_out(c) */
  WITH reason, count(c) AS contracts, count(c.countedEnd) AS withKnownEnd, collect(c.id)[..$first] AS ids
  ORDER BY reason
  RETURN sum(contracts) AS contracts, sum(withKnownEnd) AS withKnownEnd,
    collect(CASE WHEN reason IS NOT NULL THEN {reason: reason, count: contracts, ids: ids} END) AS leftOut
  /*=*/
}
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > ''
  //+ boroughs AND b.id IN $boroughs
  MATCH (b)-[:RUNS]->(d:Deployment)-[:STANDS]->(t:StatusSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to AND t.status <> 'LIVE'
  //+ systems AND EXISTS { (d)-[:OF]->(s:System) WHERE s.id IN $systems }
  //+ services AND EXISTS { /*= within_services((d)-[:DELIVERS]->(:Service)) */ (d)-[:DELIVERS]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  WITH t.status AS status, count(DISTINCT d) AS count
  ORDER BY status
  RETURN collect({status: status, count: count}) AS deployments
}
RETURN boroughs, withAnyContract, contracts, withKnownEnd, leftOut, deployments
