// shared_systems_coverage: what shared_systems.cypher counts and what it leaves out. A contract
// counts once, under the first reason that fits; reasons come by name, their contracts by id.
// in   $asOf date; $first int, the most ids for a reason; $terms [string]; $counted boolean;
//      $boroughs, $services [string] each with the mark of the same name
// out  boroughs, withAnyContract, contracts, withKnownEnd, leftOut [{reason, count, ids}],
//      deployments [{status, count}]
// plan seeks a range of Borough.byName or the given ones, then expands
/*= boroughs_covered() */
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > ''
  //+ boroughs AND b.id IN $boroughs
  RETURN count(b) AS boroughs, sum(CASE WHEN EXISTS { (b)-[:PARTY_TO]->(:Contract) } THEN 1 ELSE 0 END) AS withAnyContract
}
/*=*/
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > ''
  //+ boroughs AND b.id IN $boroughs
  MATCH (b)-[:PARTY_TO]->(c:Contract)
  WITH DISTINCT c
  MATCH (c)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to
  //+ services AND EXISTS { /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  WITH c, CASE
    WHEN NOT (t.term IN $terms AND (t.counted OR NOT $counted)) THEN t.term
    WHEN NOT EXISTS { (c)-[:COVERS]->(:System) } THEN 'SYSTEM_UNKNOWN'
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
  //+ services AND EXISTS { /*= within_services((d)-[:DELIVERS]->(:Service)) */ (d)-[:DELIVERS]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  WITH t.status AS status, count(DISTINCT d) AS count
  ORDER BY status
  RETURN collect({status: status, count: count}) AS deployments
}
RETURN boroughs, withAnyContract, contracts, withKnownEnd, leftOut, deployments
