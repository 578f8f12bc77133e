// price_benchmark: the contracts that cover each system or are for each service, whatever their
// term, with what their prices are computed from. A service area includes the services in it.
// Answers Query.priceBenchmark and System.priceBenchmark.
// in   $subjects [string] of systems and services; $asOf date; $terms [string]; $counted boolean
// out  parent, boroughs, withAnyContract (of all boroughs), lookedAt [contract as in
//      contracts_by_id.cypher with term, inScope, alone: it covers no other system, or is for no
//      other service, parties [{id, facts}] by name]
// plan seeks System.id and Service.id by their unique indexes, a range of Borough.byName, then
//      expands
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > ''
  RETURN count(b) AS boroughs, sum(CASE WHEN EXISTS { (b)-[:PARTY_TO]->(:Contract) } THEN 1 ELSE 0 END) AS withAnyContract
}
UNWIND $subjects AS subject
RETURN subject AS parent, boroughs, withAnyContract, COLLECT {
  CALL (subject) {
    MATCH (:System {id: subject})<-[:COVERS]-(c:Contract)
    RETURN c, NOT EXISTS { (c)-[:COVERS]->(o:System) WHERE o.id <> subject } AS alone
    UNION
    MATCH /*= service_and_those_in_it(subject) */ (:Service {id: subject})<-[:PART_OF*0..1]-(:Service) /*=*/<-[:FOR]-(c:Contract)
    RETURN c, NOT EXISTS {
      MATCH (c)-[:FOR]->(o:Service)
      WHERE NOT EXISTS { (o)-[:PART_OF*0..1]->(within:Service) WHERE within.id = subject }
    } AS alone
  }
  MATCH (c)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to
  RETURN c {
    .id, .facts, .earliest, .newest, .succession, predecessors: [(c)<-[:SUCCEEDED_BY]-(p:Contract) | p.id],
    term: t.term, inScope: t.term IN $terms AND (t.counted OR NOT $counted), alone: alone,
    parties: COLLECT { MATCH (b:Borough)-[:PARTY_TO]->(c) WITH b ORDER BY b.byName RETURN b {.id, .facts} }
  }
} AS lookedAt
