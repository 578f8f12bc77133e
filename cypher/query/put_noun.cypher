// put_noun: creates nouns of one kind, hidden if they are drafts.
// in   $rows [{id, properties}]
// word :Contract stands for the label of the kind
UNWIND $rows AS row
CREATE (n:Contract {id: row.id})
SET n += row.properties
//+ draft SET n:Hidden
