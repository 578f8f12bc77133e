// digests: the fingerprints of the stored facts of some nouns of one kind, the batch that last wrote each and the one whose facts they are, and what it is about if it is evidence.
// in   $ids [string]
// word :Contract stands for the label of the kind
// out  id, digest, subject, batch, origin
// plan seeks the id by its index
UNWIND $ids AS id
MATCH (n:Contract {id: id})
RETURN n.id AS id, n.digest AS digest, n.subject AS subject, n.batch AS batch, n.origin AS origin
