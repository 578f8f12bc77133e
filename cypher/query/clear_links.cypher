// clear_links: deletes the links of one kind from some nouns.
// in   $ids [string]
// word a:Contract, :WITH and b:Supplier stand for the labels and the name of the link
UNWIND $ids AS id
MATCH (a:Contract)-[r:WITH]->(b:Supplier)
WHERE a.id = id
DELETE r
