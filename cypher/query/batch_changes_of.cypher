// batch_changes_of: what each batch changed, by kind, then id.
// in   $parents [string], ids of batches; $after, $before string, exclusive bounds of the sort key;
//      $limit int
// out  parent, key, id, action, before, after
// plan seeks Batch.id by its unique index and a range of Change.byBatch
UNWIND $parents AS parent
MATCH (:Batch {id: parent})
CALL (parent) {
  MATCH (x:Change)
  WHERE x.byBatch > parent + '\t' + $after AND x.byBatch < parent + '\t' + $before
  RETURN x
  ORDER BY x.byBatch
  //+ backward DESC
  LIMIT $limit
}
RETURN parent, substring(x.byBatch, size(parent) + 1) AS key, x.byBatch AS id, x.subject AS subject,
  x.action AS action, x.before AS before, x.after AS after
ORDER BY key
//+ backward DESC
