// put_links: makes links of one kind.
// in   $rows [{from, to, properties}]
// word a:Contract, :WITH and b:Supplier stand for the labels and the name of the link
UNWIND $rows AS row
MATCH (a:Contract {id: row.from})
MATCH (b:Supplier {id: row.to})
CREATE (a)-[r:WITH]->(b)
SET r += coalesce(row.properties, {})
