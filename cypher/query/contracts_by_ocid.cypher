// contracts_by_ocid: the contracts of each contracting process, by id. Answers
// Query.contract(ocid:).
// in   $keys [string]
// out  key, id
// plan seeks Contract.ocid by its index
UNWIND $keys AS key
MATCH (c:Contract {ocid: key})
RETURN key, c.id AS id
ORDER BY key, id
