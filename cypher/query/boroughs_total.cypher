// boroughs_total: how many boroughs the list of boroughs.cypher has.
// in   $ids [string] with ids
// out  total
// plan seeks a range of Borough.byName
MATCH (b:Borough)
WHERE b.byName > ''
//+ ids AND b.id IN $ids
RETURN count(b) AS total
