// boroughs: boroughs by name. Answers Query.boroughs.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $ids [string] with ids
// out  key, id, facts
// plan seeks a range of Borough.byName, which gives the order
MATCH (b:Borough)
WHERE b.byName > $after AND b.byName < $before
//+ ids AND b.id IN $ids
RETURN b.byName AS key, b.id AS id, b.facts AS facts
ORDER BY key
//+ backward DESC
LIMIT $limit
