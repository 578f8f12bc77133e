// batches_by_id: batches by id.
// in   $keys [string]
// out  key, id, facts, revertedBy
// plan seeks Batch.id by its unique index
UNWIND $keys AS key
MATCH (b:Batch {id: key})
RETURN key, b.id AS id, b.facts AS facts, b.revertedBy AS revertedBy
