// lock: locks the store until the transaction ends, so that writes take turns, and returns its
// state.
// out  schema, rules, batches: the number of the last batch
// plan seeks Meta.key by its unique index
MATCH (m:Meta {key: 'estate'})
SET m.key = m.key
RETURN m.schemaVersion AS schema, m.ruleVersion AS rules, coalesce(m.batches, 0) AS batches
