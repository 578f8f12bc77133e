// tally_values(@contract): the values of one property of a contract, each once, by the mark that is
// on; an empty list without a mark.
// in   $asOf date with termsOf
[]
//+ boroughsOf + COLLECT { MATCH (@contract)<-[:PARTY_TO]-(v:Borough) RETURN v.id }
//+ areasOf + COLLECT { MATCH (@contract)-[:FOR]->(v:Service) OPTIONAL MATCH (v)-[:PART_OF]->(a:Service) RETURN DISTINCT coalesce(a.id, v.id) }
//+ suppliersOf + COLLECT { MATCH (@contract)-[:WITH]->(v:Supplier) RETURN DISTINCT v.id }
//+ systemsOf + COLLECT { MATCH (@contract)-[:COVERS]->(v:System) RETURN v.id }
//+ frameworksOf + COLLECT { MATCH (@contract)-[:CALLED_OFF]->(v:Framework) RETURN v.id }
//+ termsOf + COLLECT { MATCH (@contract)-[:STANDS]->(v:TermSpan) WHERE v.from <= $asOf AND $asOf <= v.to RETURN v.term }
//+ yearsOf + CASE WHEN @contract.countedEnd IS NULL THEN [] ELSE [left(@contract.countedEnd, 4)] END
