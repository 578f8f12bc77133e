// put_noun: makes or changes nouns of one kind. A property of null is taken away.
// in   $rows [{id, properties}]
// word :Contract stands for the label of the kind
UNWIND $rows AS row
MERGE (n:Contract {id: row.id})
SET n += row.properties
