// sweep_drafts: deletes the nouns of one kind of a batch that was given up, with all that belongs
// to them, a chunk at a time.
// in   $batch string, its id
// word :Contract stands for the label of the kind
// plan scans Hidden, the nouns of open batches and of batches still to be swept
MATCH (n:Hidden)
USING SCAN n:Hidden
WHERE n:Contract AND n.batch = $batch
CALL (n) {
  OPTIONAL MATCH (n)-[:STANDS|CAN_EXIT|LOST|OPTION]->(x)
  OPTIONAL MATCH (n)<-[:IDENTIFIES|NAMES]-(i:Identifier|FoldedName)
  WHERE NOT EXISTS { (i)-[:IDENTIFIES|NAMES]->(other:Supplier) WHERE other <> n }
  OPTIONAL MATCH (t:SearchText {noun: n.id})
  WHERE t:Hidden AND t.batch = $batch
  DETACH DELETE x, i, t, n
} IN TRANSACTIONS OF 500 ROWS
