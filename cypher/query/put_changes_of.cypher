// put_changes_of: records what a batch does to stored nouns of one kind, with their facts so far,
// the batch that these come from and the batch that wrote them last. It is sent before the nouns
// change.
// in   $rows [{byBatch, subject, action, after, about, left}]; for evidence, about is its new
//      subject and left its old one
// word :Contract stands for the label of the kind
// plan seeks the id by its index
UNWIND $rows AS row
MATCH (n:Contract {id: row.subject})
CREATE (x:Change)
SET x = row, x.before = n.facts, x.origin = n.origin, x.last = n.batch
