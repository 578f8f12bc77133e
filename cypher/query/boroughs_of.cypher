// boroughs_of: the boroughs that have a contract with each supplier, by name. Answers
// Supplier.boroughs.
// in   $parents [string], ids of suppliers; $after, $before string, exclusive bounds of the sort
//      key; $limit int
// out  parent, key, id, facts
// plan seeks Supplier.id by its unique index, then expands
UNWIND $parents AS parent
CALL (parent) {
  MATCH (:Supplier {id: parent})<-[:WITH]-(:Contract)<-[:PARTY_TO]-(b:Borough)
  WHERE b.byName > $after AND b.byName < $before
  WITH DISTINCT b
  ORDER BY b.byName
  //+ backward DESC
  LIMIT $limit
  RETURN b
}
RETURN parent, b.byName AS key, b.id AS id, b.facts AS facts
ORDER BY key
//+ backward DESC
