// releases_of: the kept releases of each contracting process, by id. Sent by imports.
// in   $keys [string]
// out  key, facts
// plan seeks Release.ocid by its index
UNWIND $keys AS key
MATCH (r:Release {ocid: key})
RETURN key, r.facts AS facts
ORDER BY key, r.id
