// existing: which of some ids of one kind of noun the store holds.
// in   $ids [string]
// word :Contract stands for the label of the kind
// out  id
UNWIND $ids AS id
MATCH (n:Contract {id: id})
RETURN n.id AS id
