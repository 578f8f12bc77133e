// clear_links_to: takes away the links of one kind that lead to some nouns.
// in   $ids [string]
// word a:Contract, :WITH and b:Supplier stand for the labels and the name of the link
UNWIND $ids AS id
MATCH (a:Contract)-[r:WITH]->(b:Supplier)
WHERE b.id = id
DELETE r
