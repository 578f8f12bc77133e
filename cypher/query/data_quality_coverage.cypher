// data_quality_coverage: the contracts that data_quality.cypher counts, and those left out because
// of their term. Reasons come by name, and their contracts by id.
// in   $asOf date; $first int, the most ids for a reason; $terms [string]; $counted boolean;
//      $boroughs [string] with the mark of the same name
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
  MATCH (c)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to
  WITH c, CASE
    WHEN NOT (t.term IN $terms AND (t.counted OR NOT $counted)) THEN t.term
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
  WITH t.status AS status, count(DISTINCT d) AS count
  ORDER BY status
  RETURN collect({status: status, count: count}) AS deployments
}
RETURN boroughs, withAnyContract, contracts, withKnownEnd, leftOut, deployments
