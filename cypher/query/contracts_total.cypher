// contracts_total: how many contracts the list of contracts.cypher has.
// in   as contracts.cypher, without $after, $before and $limit
// out  total
// plan seeks a range of the order's key
MATCH (c:Contract)
WHERE c.byEndDate > ''
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
