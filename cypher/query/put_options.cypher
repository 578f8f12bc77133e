// put_options: gives contracts their options.
// in   $rows [{id, properties}]
UNWIND $rows AS row
MATCH (c:Contract {id: row.id})
CREATE (c)-[:OPTION]->(x:Extension)
SET x = row.properties
