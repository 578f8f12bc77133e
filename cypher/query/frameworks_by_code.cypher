// frameworks_by_code: the frameworks of each code, by id. Answers Query.framework(code:).
// in   $keys [string]
// out  key, id
// plan seeks Framework.code by its index
UNWIND $keys AS key
MATCH (f:Framework {code: key})
RETURN key, f.id AS id
ORDER BY key, id
