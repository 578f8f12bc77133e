// tally_values(@contract): the values of one property of a contract, each once; none with $by ''.
// in   $by string, BOROUGH, SERVICE_AREA, SUPPLIER, SYSTEM, FRAMEWORK, TERM, END_YEAR or ''; $asOf
//      date of TERM
COLLECT {
  CALL (@contract) {
    MATCH (@contract)<-[:PARTY_TO]-(v:Borough) WHERE $by = 'BOROUGH' RETURN v.id AS value
    UNION
    MATCH (@contract)-[:FOR]->(v:Service) WHERE $by = 'SERVICE_AREA'
    RETURN coalesce(head([(v)-[:PART_OF]->(a:Service) | a.id]), v.id) AS value
    UNION
    MATCH (@contract)-[:WITH]->(v:Supplier) WHERE $by = 'SUPPLIER' RETURN v.id AS value
    UNION
    MATCH (@contract)-[:COVERS]->(v:System) WHERE $by = 'SYSTEM' RETURN v.id AS value
    UNION
    MATCH (@contract)-[:CALLED_OFF]->(v:Framework) WHERE $by = 'FRAMEWORK' RETURN v.id AS value
    UNION
    MATCH (@contract)-[:STANDS]->(t:TermSpan) WHERE $by = 'TERM' AND t.from <= $asOf AND $asOf <= t.to RETURN t.term AS value
    UNION
    WITH @contract WHERE $by = 'END_YEAR' AND @contract.countedEnd IS NOT NULL RETURN left(toString(@contract.countedEnd), 4) AS value
  }
  RETURN value
}
