// boroughs_by_id: boroughs by id.
// in   $keys [string]
// out  key, id, facts
// plan seeks Borough.id by its unique index
UNWIND $keys AS key
MATCH (b:Borough {id: key})
RETURN key, b.id AS id, b.facts AS facts
