// contracts_with_total: how many contracts the list of contracts_with.cypher has.
// in   as contracts_with.cypher, without $after, $before, $limit and $few
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
MATCH (g)-[:PARTY_TO|WITH|COVERS|FOR]-(c:Contract)
// The conditions follow the DISTINCT, as in contracts_with.cypher.
WITH DISTINCT c
WHERE c.byEndDate > ''
/*= name_filters(c) */
//+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
//+ suppliers AND EXISTS { (c)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
//+ systems AND EXISTS { (c)-[:COVERS]->(s:System) WHERE s.id IN $systems }
//+ services AND EXISTS { (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services }
/*=*/
/*= date_filters(c) */
//+ terms AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.term IN $terms AND t.from <= $asOf AND $asOf <= t.to }
//+ end AND c.countedEnd >= $endFrom AND c.countedEnd <= $endTo
//+ endOrUnknown AND (c.countedEnd IS NULL OR c.countedEnd >= $endFrom AND c.countedEnd <= $endTo)
//+ counted AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.counted AND t.from <= $asOf AND $asOf <= t.to }
//+ notCounted AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE NOT t.counted AND t.from <= $asOf AND $asOf <= t.to }
//+ frameworks AND EXISTS { (c)-[:CALLED_OFF]->(w:Framework) WHERE w.id IN $frameworks }
//+ unknownBorough AND NOT EXISTS { (c)<-[:PARTY_TO]-(:Borough) }
//+ unknownService AND NOT EXISTS { (c)-[:FOR]->(:Service) }
//+ unknownSupplier AND NOT EXISTS { (c)-[:WITH]->(:Supplier) }
//+ unknownSystem AND NOT EXISTS { (c)-[:COVERS]->(:System) }
//+ unknownFramework AND NOT EXISTS { (c)-[:CALLED_OFF]->(:Framework) }
//+ unknownTerm AND NOT EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to }
//+ unknownEnd AND c.countedEnd IS NULL
/*=*/
RETURN count(c) AS total
