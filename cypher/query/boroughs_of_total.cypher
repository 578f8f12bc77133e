// boroughs_of_total: how many boroughs each list of boroughs_of.cypher has.
// in   $parents [string], ids of suppliers
// out  parent, total
// plan seeks Supplier.id by its unique index, then expands
UNWIND $parents AS parent
MATCH (:Supplier {id: parent})<-[:WITH]-(:Contract)<-[:PARTY_TO]-(b:Borough)
RETURN parent, count(DISTINCT b) AS total
