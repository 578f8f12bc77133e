// lock: holds the store for one write at a time, to the end of the transaction, and tells its state.
// out  schema, rules, batches: the number of the last batch
// plan seeks Meta.key by its unique index
MATCH (m:Meta {key: 'estate'})
SET m.key = m.key
RETURN m.schemaVersion AS schema, m.ruleVersion AS rules, coalesce(m.batches, 0) AS batches
