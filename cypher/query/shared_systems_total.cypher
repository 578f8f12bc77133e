// shared_systems_total: how many systems the list of shared_systems.cypher has.
// in   as shared_systems.cypher, without $after, $before and $limit
// out  total
// plan seeks a range of Borough.byName or the given ones, then expands
/*= system_links() */
MATCH (b:Borough)
WHERE b.byName > ''
//+ boroughs AND b.id IN $boroughs
CALL (b) {
  // by a contract that covers it
  MATCH (b)-[:PARTY_TO]->(c:Contract)-[:COVERS]->(s:System)
  WHERE EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted) }
  //+ services AND EXISTS { (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services }
  RETURN s, c, null AS d
  UNION
  // by running it
  MATCH (b)-[:RUNS]->(d:Deployment)-[:OF]->(s:System)
  WHERE EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  //+ services AND EXISTS { (d)-[:DELIVERS]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services }
  RETURN s, null AS c, d
}
/*=*/
WITH s, count(DISTINCT b) AS boroughCount
WHERE boroughCount >= $minBoroughs
RETURN count(s) AS total
