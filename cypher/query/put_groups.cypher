// put_groups: puts suppliers under their heads; one that nobody stands above is under itself.
// in   $rows [{id, head, properties}]; $drafts string, the batch whose hidden nouns are meant too
// plan seeks Supplier.id by its index, twice
UNWIND $rows AS row
MATCH (s:Supplier {id: row.id})
WHERE NOT s:Hidden OR s.batch = $drafts
MATCH (h:Supplier {id: row.head})
WHERE NOT h:Hidden OR h.batch = $drafts
CREATE (s)-[r:UNDER_HEAD]->(h)
SET r = row.properties
