// state: the versions of the schema and the rules, and the number of the last batch.
// out  schema, the number of its last migration; rules, the version of the rules that its derived
//      data follow; batches, the number of the last batch; no row in a new database
// plan seeks Meta.key by its unique index
MATCH (m:Meta {key: 'estate'})
RETURN m.schemaVersion AS schema, m.ruleVersion AS rules, coalesce(m.batches, 0) AS batches
