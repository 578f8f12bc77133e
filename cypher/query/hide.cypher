// hide: takes away nouns of one kind; sweep.cypher deletes them with what hangs on them.
// in   $ids [string]; $batch string, the batch that takes them away
// word :Contract stands for the label of the kind
// plan seeks the id by its index
UNWIND $ids AS id
MATCH (n:Contract {id: id})
WHERE NOT n:Hidden
SET n:Hidden, n.batch = $batch, n.gssCode = null, n.slug = null
WITH n
MATCH (t:SearchText {noun: n.id})
WHERE NOT t:Hidden
SET t:Hidden, t.batch = $batch
