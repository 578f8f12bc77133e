// put_groups: puts suppliers under their heads; one that nobody stands above is under itself.
// in   $rows [{id, head, properties}]
UNWIND $rows AS row
MATCH (s:Supplier {id: row.id})
MATCH (h:Supplier {id: row.head})
CREATE (s)-[r:UNDER_HEAD]->(h)
SET r = row.properties
