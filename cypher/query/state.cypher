// state: what the store says of itself.
// out  schema, the number of its last migration; rules, the version of the rules its derived data were made by;
//      batches, the number of the last batch; no row if new
// plan seeks Meta.key by its unique index
MATCH (m:Meta {key: 'estate'})
RETURN m.schemaVersion AS schema, m.ruleVersion AS rules, coalesce(m.batches, 0) AS batches
