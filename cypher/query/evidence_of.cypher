// evidence_of: the evidence on each thing with its source, by field, newest first, undated last,
// then by id. Answers evidence on every noun.
// in   $parents [string], ids of any nouns
// out  parent, id, facts, origin
// plan seeks Evidence.subject by its index
UNWIND $parents AS parent
MATCH (e:Evidence {subject: parent})-[:FROM]->(o:Source)
RETURN parent, e.id AS id, e.facts AS facts, o.facts AS origin
ORDER BY e.byField
