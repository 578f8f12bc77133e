// partnerships: partnerships by name, all or those with a member among some boroughs. Answers
// Query.partnerships.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $boroughs [string]
//      with boroughs
// out  key, id, facts
// plan seeks a range of Partnership.byName, which gives the order
MATCH (p:Partnership)
WHERE p.byName > $after AND p.byName < $before
//+ boroughs AND EXISTS { (p)<-[:MEMBER_OF]-(b:Borough) WHERE b.id IN $boroughs }
RETURN p.byName AS key, p.id AS id, p.facts AS facts
ORDER BY key
//+ backward DESC
LIMIT $limit
