// hide: hides nouns of one kind, which sweep_removed.cypher deletes later with all that belongs to
// them. Their GSS codes and slugs are free at once.
// in   $ids [string]
// word :Contract stands for the label of the kind
// plan seeks the id by its index
UNWIND $ids AS id
MATCH (n:Contract {id: id})
WHERE NOT n:Hidden
SET n:Hidden, n.gssCode = null, n.slug = null
WITH n
MATCH (t:SearchText {noun: n.id})
WHERE NOT t:Hidden
SET t:Hidden, t.batch = null
