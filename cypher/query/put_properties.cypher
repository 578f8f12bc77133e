// put_properties: sets properties of nouns of one kind. A property of null is removed.
// in   $rows [{id, properties}]; $drafts string, the batch whose hidden nouns are included
// word :Contract stands for the label of the kind
// plan seeks the id by its index
UNWIND $rows AS row
MATCH (n:Contract {id: row.id})
WHERE NOT n:Hidden OR n.batch = $drafts
SET n += row.properties
