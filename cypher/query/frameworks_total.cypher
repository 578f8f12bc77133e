// frameworks_total: how many frameworks the list of frameworks.cypher has.
// in   $boroughs, $suppliers [string] each with the mark of the same name
// out  total
// plan seeks a range of Framework.byName
MATCH (f:Framework)
WHERE f.byName > ''
//+ boroughs AND EXISTS { (f)<-[:OWNS]-(b:Borough) WHERE b.id IN $boroughs }
//+ suppliers AND EXISTS { (f)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
RETURN count(f) AS total
