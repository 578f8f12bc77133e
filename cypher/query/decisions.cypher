// decisions: the decisions on suggestions, by id. Sent by commands.
// in   $after, $before string, the ids to stay between; $limit int
// out  key, id, facts
// plan seeks a range of Decision.id, which gives the order
MATCH (d:Decision)
WHERE d.id > $after AND d.id < $before
RETURN d.id AS key, d.id AS id, d.facts AS facts
ORDER BY key
//+ backward DESC
LIMIT $limit
