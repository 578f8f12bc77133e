// sources_by_id: sources by id.
// in   $keys [string]
// out  key, facts
// plan seeks Source.id by its unique index
UNWIND $keys AS key
MATCH (s:Source {id: key})
RETURN key, s.facts AS facts
