// clear_identifiers: takes away the identifiers of some suppliers.
// in   $ids [string]
UNWIND $ids AS id
MATCH (s:Supplier {id: id})<-[r:IDENTIFIES]-(i:Identifier)
DELETE r
WITH DISTINCT i
WHERE NOT EXISTS { (i)-[:IDENTIFIES]->() }
DELETE i
