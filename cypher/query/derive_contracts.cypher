// derive_contracts: what the terms and exit points of some contracts are made of.
// in   $ids [string]
// out  facts, earliest, newest, successorFacts, successorEarliest
UNWIND $ids AS id
MATCH (c:Contract {id: id})
CALL (c) {
  OPTIONAL MATCH (c)<-[:ON]-(e:Evidence)
  RETURN min(e.readDate) AS earliest, max(e.readDate) AS newest
}
OPTIONAL MATCH (c)-[:SUCCEEDED_BY]->(n:Contract)
CALL (n) {
  OPTIONAL MATCH (n)<-[:ON]-(e:Evidence)
  RETURN min(e.readDate) AS successorEarliest
}
RETURN c.facts AS facts, earliest, newest, n.facts AS successorFacts, successorEarliest
