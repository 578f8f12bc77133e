// partnerships_by_id: partnerships by id.
// in   $keys [string]
// out  key, id, facts
// plan seeks Partnership.id by its unique index
UNWIND $keys AS key
MATCH (p:Partnership {id: key})
RETURN key, p.id AS id, p.facts AS facts
