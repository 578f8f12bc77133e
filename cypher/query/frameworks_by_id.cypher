// frameworks_by_id: frameworks by id.
// in   $keys [string]
// out  key, id, facts
// plan seeks Framework.id by its unique index
UNWIND $keys AS key
MATCH (f:Framework {id: key})
RETURN key, f.id AS id, f.facts AS facts
