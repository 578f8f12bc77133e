// predecessors_of: the contracts that each contract replaced, directly or through others, nearest
// first, then by id. Answers Contract.predecessors.
// in   $parents [string], ids of contracts
// out  parent, id, facts, earliest, newest, succession, predecessors [string]
// plan seeks Contract.id by its unique index, then follows at most 50 links (estate.MaxChain), each
//      once
UNWIND $parents AS parent
MATCH way = (:Contract {id: parent})<-[:SUCCEEDED_BY*1..50]-(c:Contract)
WHERE c.id <> parent
WITH parent, c, min(length(way)) AS steps
RETURN parent, c.id AS id, c.facts AS facts, c.earliest AS earliest, c.newest AS newest, c.succession AS succession,
  [(c)<-[:SUCCEEDED_BY]-(p:Contract) | p.id] AS predecessors
ORDER BY parent, steps, id
