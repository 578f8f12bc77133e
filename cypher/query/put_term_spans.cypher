// put_term_spans: gives contracts their terms.
// in   $rows [{id, properties}]
UNWIND $rows AS row
MATCH (c:Contract {id: row.id})
CREATE (c)-[:STANDS]->(t:TermSpan)
SET t = row.properties
