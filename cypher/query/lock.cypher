// lock: holds the store for one write at a time, to the end of the transaction.
// plan seeks Meta.key by its unique index
MATCH (m:Meta {key: 'estate'})
SET m.key = m.key
