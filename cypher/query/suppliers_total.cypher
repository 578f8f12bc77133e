// suppliers_total: how many suppliers the list of suppliers.cypher has.
// in   $boroughs [string] with boroughs
// out  total
// plan seeks a range of Supplier.byName
MATCH (s:Supplier)
WHERE s.byName > ''
//+ boroughs AND EXISTS { (s)<-[:WITH]-(:Contract)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
RETURN count(s) AS total
