// put_batch: records a finished batch, in place of the open one if there was one, and marks the
// batch that it reverts.
// in   $batch, $reverts string, ids, "" if it reverts none; $properties; $unswept boolean: what it
//      removed is still to be deleted
// plan seeks Meta.key, OpenBatch.id and Batch.id by their unique indexes
MATCH (m:Meta {key: 'estate'})
SET m.batches = $properties.number
CREATE (b:Batch)
SET b = $properties
FOREACH (x IN CASE WHEN $unswept THEN [b] ELSE [] END | SET x:Unswept)
WITH b
OPTIONAL MATCH (o:OpenBatch {id: $batch})
DELETE o
WITH b
MATCH (r:Batch {id: $reverts})
SET r.revertedBy = b.id
