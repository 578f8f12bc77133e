// derive_contracts: what the terms and exit points of some contracts are derived from.
// in   $ids [string]; $drafts string, the batch whose hidden nouns are included
// out  facts, earliest, newest, successorFacts, successorEarliest
// plan seeks Contract.id by its index, then expands
UNWIND $ids AS id
MATCH (c:Contract {id: id})
WHERE NOT c:Hidden OR c.batch = $drafts
CALL (c) {
  OPTIONAL MATCH (c)<-[:ON]-(e:Evidence)
  WHERE NOT e:Hidden OR e.batch = $drafts
  RETURN min(e.readDate) AS earliest, max(e.readDate) AS newest
}
OPTIONAL MATCH (c)-[:SUCCEEDED_BY]->(n:Contract)
CALL (n) {
  OPTIONAL MATCH (n)<-[:ON]-(e:Evidence)
  WHERE NOT e:Hidden OR e.batch = $drafts
  RETURN min(e.readDate) AS successorEarliest
}
RETURN c.facts AS facts, earliest, newest, n.facts AS successorFacts, successorEarliest
