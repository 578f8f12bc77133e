// batches: batches, newest first. Answers Query.changes.
// in   $after, $before string, exclusive bounds of the sort key; $limit int
// out  key, id, facts, revertedBy
// plan seeks a range of Batch.byApplied, which gives the order
MATCH (b:Batch)
WHERE b.byApplied > $after AND b.byApplied < $before
RETURN b.byApplied AS key, b.id AS id, b.facts AS facts, b.revertedBy AS revertedBy
ORDER BY key
//+ backward DESC
LIMIT $limit
