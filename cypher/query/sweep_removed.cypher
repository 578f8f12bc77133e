// sweep_removed: deletes the nouns of one kind that a batch removed, with all that belongs to them,
// a chunk at a time.
// in   $changes string, the prefix of byBatch for the kind
// word :Contract stands for the label of the kind
// plan seeks a range of Change.byBatch and the id by its index
MATCH (c:Change)
WHERE c.byBatch STARTS WITH $changes AND c.action = 'REMOVED'
MATCH (n:Contract {id: c.subject})
WHERE n:Hidden AND coalesce(n.batch, '') = coalesce(c.last, '')
CALL (n) {
  OPTIONAL MATCH (n)-[:STANDS|CAN_EXIT|LOST|OPTION]->(x)
  OPTIONAL MATCH (n)<-[:IDENTIFIES|NAMES]-(i:Identifier|FoldedName)
  WHERE NOT EXISTS { (i)-[:IDENTIFIES|NAMES]->(other:Supplier) WHERE other <> n }
  OPTIONAL MATCH (t:SearchText {noun: n.id})
  WHERE t:Hidden AND t.batch IS NULL
  DETACH DELETE x, i, t, n
} IN TRANSACTIONS OF 500 ROWS
