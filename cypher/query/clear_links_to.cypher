// clear_links_to: deletes the links of one kind to some nouns.
// in   $ids [string]
// word a:Contract, :WITH and b:Supplier stand for the labels and the name of the link
UNWIND $ids AS id
MATCH (a:Contract)-[r:WITH]->(b:Supplier)
WHERE b.id = id
DELETE r
