// facts_of: the stated facts of some nouns of one kind.
// in   $ids [string]
// word :Contract stands for the label of the kind
// out  id, facts
// plan seeks the id by its index
UNWIND $ids AS id
MATCH (n:Contract {id: id})
RETURN n.id AS id, n.facts AS facts
