// suppliers_by_name: the suppliers that have or had each name, by id. Sent by importers.
// in   $keys [string], folded names
// out  key, id
// plan seeks FoldedName.key by its unique index, then expands
UNWIND $keys AS key
MATCH (:FoldedName {key: key})-[:NAMES]->(s:Supplier)
RETURN key, s.id AS id
ORDER BY key, id
