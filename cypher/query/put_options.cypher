// put_options: creates the options of contracts.
// in   $rows [{id, properties}]; $drafts string, the batch whose hidden nouns are included
// plan seeks Contract.id by its index
UNWIND $rows AS row
MATCH (c:Contract {id: row.id})
WHERE NOT c:Hidden OR c.batch = $drafts
CREATE (c)-[:OPTION]->(x:Extension)
SET x = row.properties
