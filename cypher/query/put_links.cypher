// put_links: creates links of one kind.
// in   $rows [{from, to, properties}]; $drafts string, the batch whose hidden nouns are included
// word a:Contract, :WITH and b:Supplier stand for the labels and the name of the link
// plan seeks the ids of both ends by their indexes
UNWIND $rows AS row
MATCH (a:Contract {id: row.from})
WHERE NOT a:Hidden OR a.batch = $drafts
MATCH (b:Supplier {id: row.to})
WHERE NOT b:Hidden OR b.batch = $drafts
CREATE (a)-[r:WITH]->(b)
SET r += coalesce(row.properties, {})
