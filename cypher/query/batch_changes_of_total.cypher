// batch_changes_of_total: how many changes each list of batch_changes_of.cypher has.
// in   $parents [string], ids of batches
// out  parent, total
// plan seeks Batch.id by its unique index and a range of Change.byBatch
UNWIND $parents AS parent
MATCH (:Batch {id: parent})
CALL (parent) {
  MATCH (x:Change)
  WHERE x.byBatch > parent + '\t' AND x.byBatch < parent + '\n'
  RETURN count(x) AS total
}
RETURN parent, total
