// swept: notes that nothing of a batch is left to delete; one that was given up is forgotten.
// in   $batch string, its id
// plan seeks Unswept.id by its unique index
MATCH (b:Unswept {id: $batch})
REMOVE b:Unswept
FOREACH (x IN CASE WHEN b:Batch THEN [] ELSE [b] END | DELETE x)
