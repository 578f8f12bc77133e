// evidence_of: the evidence on each thing by field, newest first, undated last, then by id. Answers evidence on every noun.
// in   $parents [string], ids of any nouns
// out  parent, id, facts
// plan seeks Evidence.subject by its index
UNWIND $parents AS parent
MATCH (e:Evidence {subject: parent})
RETURN parent, e.id AS id, e.facts AS facts
ORDER BY e.byField
