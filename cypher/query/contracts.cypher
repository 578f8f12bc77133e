// contracts: contracts that match a filter, in one of their orders. Answers Query.contracts.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $terms [string] with
//      the mark terms, $asOf date of them; $endFrom, $endTo date with end or endOrUnknown; with
//      boroughs, suppliers, systems or services it is contracts_with.cypher
// word byEndDate stands for the order's key: byEndDate, byEndDateDesc, byStartDate, byStartDateDesc
//      or byTitle
// out  key, id, facts, earliest, newest, succession, predecessors [string]
// plan seeks a range of the order's key, which gives the order. The hint is needed for two reasons.
//      Soon after an import the planner has no statistics of the index and may read it from its
//      beginning. With end it would find all contracts that end in the range by the index of
//      countedEnd, and then sort them
MATCH (c:Contract)
USING INDEX SEEK c:Contract(byEndDate)
WHERE c.byEndDate > $after AND c.byEndDate < $before
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
RETURN c.byEndDate AS key, c.id AS id, c.facts AS facts,
  c.earliest AS earliest, c.newest AS newest, c.succession AS succession,
  [(c)<-[:SUCCEEDED_BY]-(p:Contract) | p.id] AS predecessors
ORDER BY key
//+ backward DESC
LIMIT $limit
