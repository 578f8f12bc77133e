// reach_predecessors: the contracts that some contracts succeed.
// in   $ids [string]
// out  id
UNWIND $ids AS id
MATCH (c:Contract)-[:SUCCEEDED_BY]->(:Contract {id: id})
RETURN DISTINCT c.id AS id
