// systems_by_id: systems by id.
// in   $keys [string]
// out  key, id, facts
// plan seeks System.id by its unique index
UNWIND $keys AS key
MATCH (s:System {id: key})
RETURN key, s.id AS id, s.facts AS facts
