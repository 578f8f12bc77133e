// contracts_by_id: contracts by id.
// in   $keys [string]
// out  key, id, facts, earliest, newest, succession, predecessors [string]
// plan seeks Contract.id by its unique index
UNWIND $keys AS key
MATCH (c:Contract {id: key})
RETURN key, c.id AS id, c.facts AS facts,
  c.earliest AS earliest, c.newest AS newest, c.succession AS succession,
  [(c)<-[:SUCCEEDED_BY]-(p:Contract) | p.id] AS predecessors
