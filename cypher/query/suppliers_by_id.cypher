// suppliers_by_id: suppliers by id.
// in   $keys [string]
// out  key, id, facts
// plan seeks Supplier.id by its unique index
UNWIND $keys AS key
MATCH (s:Supplier {id: key})
RETURN key, s.id AS id, s.facts AS facts
