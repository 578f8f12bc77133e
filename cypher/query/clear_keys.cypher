// clear_keys: deletes the identifiers, or the folded names, of some suppliers.
// in   $ids [string]
// word :Identifier and :IDENTIFIES stand for the label and the name of the link
UNWIND $ids AS id
MATCH (s:Supplier {id: id})<-[r:IDENTIFIES]-(i:Identifier)
DELETE r
WITH DISTINCT i
WHERE NOT EXISTS { (i)-[:IDENTIFIES]->() }
DELETE i
