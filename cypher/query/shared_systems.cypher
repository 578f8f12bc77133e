// shared_systems: systems of at least $minBoroughs of the given boroughs, most boroughs first, then
// by name. Answers Query.sharedSystems.
// in   $asOf date; $minBoroughs int; $after, $before string, exclusive bounds of the sort key;
//      $limit int; $terms [string], $counted boolean: true for only the spans that questions count;
//      $boroughs, $services [string] each with the mark of the same name; a service area includes
//      the services in it
// out  key, facts, boroughCount, contractCount, deploymentCount, annualPence (null if none is
//      known), knownCount, vats [string]
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
WITH s, count(DISTINCT b) AS boroughCount, count(DISTINCT c) AS contractCount, count(DISTINCT d) AS deploymentCount,
  [c IN collect(DISTINCT c) WHERE c.annualPence IS NOT NULL AND COUNT { (c)-[:COVERS]->(:System) } = 1] AS priced
WHERE boroughCount >= $minBoroughs
WITH *, right('0' + toString(99 - boroughCount), 2) + '\t' + s.byName AS key
WHERE key > $after AND key < $before
WITH *
ORDER BY key
//+ backward DESC
LIMIT $limit
RETURN key, s.facts AS facts, boroughCount, contractCount, deploymentCount, size(priced) AS knownCount,
  CASE WHEN size(priced) > 0 THEN reduce(sum = 0, c IN priced | sum + c.annualPence) END AS annualPence,
  [c IN priced | c.vat] AS vats
ORDER BY key
//+ backward DESC
