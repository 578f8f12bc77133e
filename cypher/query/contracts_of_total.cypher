// contracts_of_total: how many contracts each list of contracts_of.cypher has.
// in   as contracts_of.cypher, without $after, $before and $limit
// out  parent, total
// plan seeks Borough.id, Supplier.id, System.id, Partnership.id and Framework.id by their unique
//      indexes, then expands
UNWIND $parents AS parent
CALL (parent) {
  MATCH (:Borough {id: parent})-[:PARTY_TO]->(c:Contract) RETURN c
  UNION
  MATCH (:Supplier {id: parent})<-[:WITH]-(c:Contract) RETURN c
  UNION
  MATCH (:System {id: parent})<-[:COVERS]-(c:Contract) RETURN c
  UNION
  MATCH (:Partnership {id: parent})<-[:MEMBER_OF]-(:Borough)-[:PARTY_TO]->(c:Contract) RETURN c
  UNION
  MATCH (:Framework {id: parent})<-[:CALLED_OFF]-(c:Contract) RETURN c
}
WITH parent, c
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
RETURN parent, count(c) AS total
