// put_groups: links suppliers to the heads of their groups; a supplier without one is its own head.
// in   $rows [{id, head, properties}]; $drafts string, the batch whose hidden nouns are included
// plan seeks Supplier.id by its index, twice
UNWIND $rows AS row
MATCH (s:Supplier {id: row.id})
WHERE NOT s:Hidden OR s.batch = $drafts
MATCH (h:Supplier {id: row.head})
WHERE NOT h:Hidden OR h.batch = $drafts
CREATE (s)-[r:UNDER_HEAD]->(h)
SET r = row.properties
