// batches_total: how many batches the list of batches.cypher has.
// in   $since string, the key after the oldest time asked for
// out  total
// plan seeks a range of Batch.byNumber; $since seeks a range of Batch.byApplied
//+ since MATCH (s:Batch) WHERE s.byApplied < $since WITH max(s.byNumber) AS oldest
MATCH (b:Batch)
WHERE b.byNumber > ''
//+ since AND b.byNumber <= oldest
RETURN count(b) AS total
