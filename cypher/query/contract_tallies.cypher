// contract_tallies: how many contracts match a filter, and their known annual values, by the value
// of one property; value null where that is unknown, and for all contracts without a property.
// in   one of the marks boroughsOf, areasOf, suppliersOf, systemsOf, frameworksOf, termsOf and
//      yearsOf for the property; $asOf date; with targets $targets [string], ids of one kind; the
//      filters' parameters as in contracts.cypher and contracts_with.cypher
// out  parent '', value, count, sum, knownCount, vats [string]
// plan seeks a range of Contract.byEndDate, or the targets by id, then expands
CALL () {
  MATCH (c:Contract) WHERE c.byEndDate > '' RETURN c //- targets
  //+ targets MATCH (g:Borough)-[:PARTY_TO]->(c:Contract) WHERE g.id IN $targets RETURN c
  //+ targets UNION
  //+ targets MATCH (g:Supplier)<-[:WITH]-(c:Contract) WHERE g.id IN $targets RETURN c
  //+ targets UNION
  //+ targets MATCH (g:System)<-[:COVERS]-(c:Contract) WHERE g.id IN $targets RETURN c
  //+ targets UNION
  //+ targets MATCH (v:Service)<-[:PART_OF*0..1]-(:Service)<-[:FOR]-(c:Contract) WHERE v.id IN $targets RETURN c
}
WITH '' AS parent, c
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
WITH parent, c,
  /*= tally_values(c) */
  []
  //+ boroughsOf + COLLECT { MATCH (c)<-[:PARTY_TO]-(v:Borough) RETURN v.id }
  //+ areasOf + COLLECT { MATCH (c)-[:FOR]->(v:Service) OPTIONAL MATCH (v)-[:PART_OF]->(a:Service) RETURN DISTINCT coalesce(a.id, v.id) }
  //+ suppliersOf + COLLECT { MATCH (c)-[:WITH]->(v:Supplier) RETURN DISTINCT v.id }
  //+ systemsOf + COLLECT { MATCH (c)-[:COVERS]->(v:System) RETURN v.id }
  //+ frameworksOf + COLLECT { MATCH (c)-[:CALLED_OFF]->(v:Framework) RETURN v.id }
  //+ termsOf + COLLECT { MATCH (c)-[:STANDS]->(v:TermSpan) WHERE v.from <= $asOf AND $asOf <= v.to RETURN v.term }
  //+ yearsOf + CASE WHEN c.countedEnd IS NULL THEN [] ELSE [left(c.countedEnd, 4)] END
  /*=*/
  AS values
UNWIND CASE WHEN size(values) = 0 THEN [null] ELSE values END AS value
RETURN parent, value, count(c) AS count, sum(c.annualPence) AS sum, count(c.annualPence) AS knownCount,
  collect(DISTINCT CASE WHEN c.annualPence IS NOT NULL THEN c.vat END) AS vats
