// services_by_id: services by id.
// in   $keys [string]
// out  key, id, facts
// plan seeks Service.id by its unique index
UNWIND $keys AS key
MATCH (s:Service {id: key})
RETURN key, s.id AS id, s.facts AS facts
