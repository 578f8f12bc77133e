// notices_by_ocid: the notices of each contracting process, by id. Answers Query.notice(ocid:).
// in   $keys [string]
// out  key, id
// plan seeks Notice.ocid by its index
UNWIND $keys AS key
MATCH (n:Notice {ocid: key})
RETURN key, n.id AS id
ORDER BY key, id
