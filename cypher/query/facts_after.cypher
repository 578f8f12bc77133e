// facts_after: the nouns of one kind by id, some at a time.
// in   $after string, the last id seen; $limit int
// word :Contract stands for the label of the kind
// out  id, facts
MATCH (n:Contract)
WHERE n.id > $after
RETURN n.id AS id, n.facts AS facts
ORDER BY id
LIMIT $limit
