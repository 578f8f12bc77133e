// sweep: deletes the hidden nouns of one kind of a batch with what hangs on them, some at a time.
// in   $batch string, its id
// word :Contract stands for the label of the kind
// plan scans Hidden, which are the nouns of open batches and of those to be swept
MATCH (n:Hidden)
USING SCAN n:Hidden
WHERE n:Contract AND n.batch = $batch
CALL (n) {
  OPTIONAL MATCH (n)-[:STANDS|CAN_EXIT|LOST|OPTION]->(x)
  OPTIONAL MATCH (n)<-[:IDENTIFIES]-(i:Identifier)
  WHERE NOT EXISTS { (i)-[:IDENTIFIES]->(other:Supplier) WHERE other <> n }
  DETACH DELETE x, i, n
} IN TRANSACTIONS OF 500 ROWS
