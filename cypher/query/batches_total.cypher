// batches_total: how many batches the list of batches.cypher has; $after and $before bound the
// list.
// in   $after, $before string
// out  total
// plan seeks a range of Batch.byApplied
MATCH (b:Batch)
WHERE b.byApplied > $after AND b.byApplied < $before
RETURN count(b) AS total
