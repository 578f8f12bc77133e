// renewals_total: how many rows the list of renewals.cypher has; $after and $before are the range of days.
// in   as renewals.cypher, without $limit
// out  total
// plan seeks a range of ExitPoint.byDate, then expands; with few seeks the targets by id
//+ few CALL () {
//+ few   MATCH (g:Supplier) WHERE g.id IN $targets RETURN g
//+ few   UNION
//+ few   MATCH (g:System) WHERE g.id IN $targets RETURN g
//+ few   UNION
//+ few   MATCH (v:Service)<-[:PART_OF*0..1]-(g:Service) WHERE v.id IN $targets RETURN g
//+ few }
//+ few MATCH (g)-[:WITH|COVERS|FOR]-(n:Contract)
//+ few WITH DISTINCT n
//+ few MATCH (n)-[:CAN_EXIT]->(x:ExitPoint)
//+ few WITH x
MATCH (x:ExitPoint) //- few
WHERE x.byDate > $after AND x.byDate < $before
  AND x.from <= $asOf AND $asOf <= x.to
//+ kinds AND x.kind IN $kinds
MATCH (x)<-[:CAN_EXIT]-(c:Contract)-[:STANDS]->(t:TermSpan)
WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
//+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
//+ suppliers AND EXISTS { (c)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
//+ systems AND EXISTS { (c)-[:COVERS]->(s:System) WHERE s.id IN $systems }
//+ services AND EXISTS { (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services }
RETURN count(x) AS total
