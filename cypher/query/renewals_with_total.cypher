// renewals_with_total: how many rows the list of renewals_with.cypher has; $after and $before are
// the range of days.
// in   as renewals_with.cypher, without $limit and $few
// out  total
// plan seeks the targets by id, then expands
/*= targets() */
CALL () {
  MATCH (g:Borough) WHERE g.id IN $targets RETURN g
  UNION
  MATCH (g:Supplier) WHERE g.id IN $targets RETURN g
  UNION
  MATCH (g:System) WHERE g.id IN $targets RETURN g
  UNION
  MATCH (v:Service)<-[:PART_OF*0..1]-(g:Service) WHERE v.id IN $targets RETURN g
}
/*=*/
MATCH (g)-[:PARTY_TO|WITH|COVERS|FOR]-(:Contract)-[:CAN_EXIT]->(x:ExitPoint)
// The conditions follow the DISTINCT, as in renewals_with.cypher.
WITH DISTINCT x
WHERE x.byDate > $after AND x.byDate < $before
  AND x.from <= $asOf AND $asOf <= x.to
//+ kinds AND x.kind IN $kinds
MATCH (x)<-[:CAN_EXIT]-(c:Contract)-[:STANDS]->(t:TermSpan)
WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
//+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
//+ suppliers AND EXISTS { (c)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
//+ services AND EXISTS { /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
RETURN count(x) AS total
