// sweep_removed: deletes the nouns of one kind that a batch took away, with what hangs on them, some at a time.
// in   $changes string, how byBatch begins for the kind
// word :Contract stands for the label of the kind
// plan seeks a range of Change.byBatch and the id by its index
MATCH (c:Change)
WHERE c.byBatch STARTS WITH $changes AND c.action = 'REMOVED'
MATCH (n:Contract {id: c.subject})
WHERE n:Hidden AND coalesce(n.batch, '') = coalesce(c.last, '')
CALL (n) {
  OPTIONAL MATCH (n)-[:STANDS|CAN_EXIT|OPTION]->(x)
  OPTIONAL MATCH (n)<-[:IDENTIFIES]-(i:Identifier)
  WHERE NOT EXISTS { (i)-[:IDENTIFIES]->(other:Supplier) WHERE other <> n }
  DETACH DELETE x, i, n
} IN TRANSACTIONS OF 500 ROWS
