// facts_after: the nouns of one kind by id, a chunk at a time.
// in   $after string, the last id of the chunk before; $limit int
// word :Contract stands for the label of the kind
// out  id, facts
MATCH (n:Contract)
WHERE n.id > $after
RETURN n.id AS id, n.facts AS facts
ORDER BY id
LIMIT $limit
