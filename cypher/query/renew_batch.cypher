// renew_batch: renews the lease of an open batch.
// in   $batch string, its id; $lease int, how many milliseconds it may stand still, by the server's
//      clock
// out  id; no row if the batch has been given up
// plan seeks OpenBatch.id by its unique index
MATCH (b:OpenBatch {id: $batch})
SET b.leaseUntil = timestamp() + $lease
RETURN b.id AS id
