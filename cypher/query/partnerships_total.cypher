// partnerships_total: how many partnerships the list of partnerships.cypher has.
// in   $boroughs [string] with boroughs
// out  total
// plan seeks a range of Partnership.byName
MATCH (p:Partnership)
WHERE p.byName > ''
//+ boroughs AND EXISTS { (p)<-[:MEMBER_OF]-(b:Borough) WHERE b.id IN $boroughs }
RETURN count(p) AS total
