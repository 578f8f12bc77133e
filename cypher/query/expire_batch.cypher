// expire_batch: gives up an open batch if its lease has run out or $anyway is true.
// in   $batch string, its id; $anyway boolean
// out  id; no row if the batch stays open
// plan seeks OpenBatch.id by its unique index
MATCH (b:OpenBatch {id: $batch})
WHERE b.leaseUntil < timestamp() OR $anyway
REMOVE b:OpenBatch
SET b:Unswept
RETURN b.id AS id
