// systems_made_by: the systems that each supplier makes as of a day, by name. Answers
// Supplier.systems.
// in   $parents [string], ids of suppliers; $asOf date; $after, $before string, exclusive bounds of
//      the sort key; $limit int
// out  parent, key, id, facts
// plan seeks Supplier.id by its unique index, then expands
UNWIND $parents AS parent
CALL (parent) {
  MATCH (:Supplier {id: parent})-[m:MAKES]->(s:System)
  WHERE m.from <= $asOf AND $asOf <= m.to AND s.byName > $after AND s.byName < $before
  WITH DISTINCT s
  ORDER BY s.byName
  //+ backward DESC
  LIMIT $limit
  RETURN s
}
RETURN parent, s.byName AS key, s.id AS id, s.facts AS facts
ORDER BY key
//+ backward DESC
