// put_changes_of: notes what a batch does to nouns of one kind, with their facts until then, those facts' origin and the batch
// that wrote them last. It comes before they are changed.
// in   $rows [{byBatch, subject, action, after, about, left}]; about and left are what an evidence is and was on
// word :Contract stands for the label of the kind
// plan seeks the id by its index
UNWIND $rows AS row
MATCH (n:Contract {id: row.subject})
CREATE (x:Change)
SET x = row, x.before = n.facts, x.origin = n.origin, x.last = n.batch
