// digests: what an import has to know of some stored nouns of one kind: the fingerprint of the
// facts, the batch that wrote them last, the batch that they come from, and for evidence its
// subject.
// in   $ids [string]
// word :Contract stands for the label of the kind
// out  id, digest, subject, batch, origin
// plan seeks the id by its index
UNWIND $ids AS id
MATCH (n:Contract {id: id})
RETURN n.id AS id, n.digest AS digest, n.subject AS subject, n.batch AS batch, n.origin AS origin
