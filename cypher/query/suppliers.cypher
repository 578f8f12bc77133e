// suppliers: suppliers by name that match a filter. Answers Query.suppliers.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $boroughs [string]
//      with boroughs
// out  key, id, facts
// plan seeks a range of Supplier.byName, which gives the order
MATCH (s:Supplier)
WHERE s.byName > $after AND s.byName < $before
//+ boroughs AND EXISTS { (s)<-[:WITH]-(:Contract)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
RETURN s.byName AS key, s.id AS id, s.facts AS facts
ORDER BY key
//+ backward DESC
LIMIT $limit
