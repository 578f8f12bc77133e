// origins: the batches that the facts of some nouns came from before a batch changed or removed
// them.
// in   $keys [string], as byBatch
// out  id, origin
// plan seeks Change.byBatch by its index
UNWIND $keys AS key
MATCH (x:Change {byBatch: key})
RETURN x.subject AS id, x.origin AS origin
