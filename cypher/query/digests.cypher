// digests: the fingerprints of the stored facts of some nouns of one kind, and what each is about if it is evidence.
// in   $ids [string]
// word :Contract stands for the label of the kind
// out  id, digest, subject
UNWIND $ids AS id
MATCH (n:Contract {id: id})
RETURN n.id AS id, n.digest AS digest, n.subject AS subject
