// notices_by_id: notices by id.
// in   $keys [string]
// out  key, id, facts
// plan seeks Notice.id by its unique index
UNWIND $keys AS key
MATCH (n:Notice {id: key})
RETURN key, n.id AS id, n.facts AS facts
