// frameworks: frameworks by name that match a filter. Answers Query.frameworks.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $boroughs, $suppliers
//      [string] each with the mark of the same name
// out  key, id, facts
// plan seeks a range of Framework.byName, which gives the order
MATCH (f:Framework)
WHERE f.byName > $after AND f.byName < $before
//+ boroughs AND EXISTS { (f)<-[:OWNS]-(b:Borough) WHERE b.id IN $boroughs }
//+ suppliers AND EXISTS { (f)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
RETURN f.byName AS key, f.id AS id, f.facts AS facts
ORDER BY key
//+ backward DESC
LIMIT $limit
