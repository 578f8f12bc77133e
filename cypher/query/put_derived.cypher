// put_derived: adds to nouns of one kind what the rules make of their facts. A property of null is taken away.
// in   $rows [{id, properties}]
// word :Contract stands for the label of the kind
UNWIND $rows AS row
MATCH (n:Contract {id: row.id})
SET n += row.properties
