// batches: batches, newest first. Answers Query.changes.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $since string, the key
//      after the oldest time asked for
// out  key, id, facts, revertedBy
// plan seeks a range of Batch.byNumber, which gives the order; $since seeks a range of
//      Batch.byApplied
//+ since MATCH (s:Batch) WHERE s.byApplied < $since WITH max(s.byNumber) AS oldest
MATCH (b:Batch)
WHERE b.byNumber > $after AND b.byNumber < $before
//+ since AND b.byNumber <= oldest
RETURN b.byNumber AS key, b.id AS id, b.facts AS facts, b.revertedBy AS revertedBy
ORDER BY key
//+ backward DESC
LIMIT $limit
