// systems_made_by_total: how many systems each list of systems_made_by.cypher has.
// in   $parents [string], ids of suppliers; $asOf date
// out  parent, total
// plan seeks Supplier.id by its unique index, then expands
UNWIND $parents AS parent
MATCH (:Supplier {id: parent})-[m:MAKES]->(s:System)
WHERE m.from <= $asOf AND $asOf <= m.to
RETURN parent, count(DISTINCT s) AS total
