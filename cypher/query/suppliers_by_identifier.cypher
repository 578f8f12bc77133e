// suppliers_by_identifier: the suppliers that each identifier names, by id. Answers
// Query.supplier(identifier:).
// in   $keys [string], "scheme:id" each
// out  key, id
// plan seeks Identifier.key by its unique index, then expands
UNWIND $keys AS key
MATCH (:Identifier {key: key})-[:IDENTIFIES]->(s:Supplier)
RETURN key, s.id AS id
ORDER BY key, id
