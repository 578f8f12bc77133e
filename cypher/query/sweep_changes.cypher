// sweep_changes: deletes the recorded changes of a batch that was given up, a chunk at a time.
// in   $batch string, its id
// plan seeks a range of Change.byBatch
MATCH (x:Change)
WHERE x.byBatch > $batch + '\t' AND x.byBatch < $batch + '\n'
CALL (x) {
  DELETE x
} IN TRANSACTIONS OF 5000 ROWS
