// put_options: gives contracts their options.
// in   $rows [{id, properties}]; $drafts string, the batch whose hidden nouns are meant too
// plan seeks Contract.id by its index
UNWIND $rows AS row
MATCH (c:Contract {id: row.id})
WHERE NOT c:Hidden OR c.batch = $drafts
CREATE (c)-[:OPTION]->(x:Extension)
SET x = row.properties
