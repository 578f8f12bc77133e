// swept: records that nothing of a batch is left to delete; a batch that was given up is deleted
// too.
// in   $batch string, its id
// plan seeks Unswept.id by its unique index
MATCH (b:Unswept {id: $batch})
REMOVE b:Unswept
FOREACH (x IN CASE WHEN b:Batch THEN [] ELSE [b] END | DELETE x)
