// systems: systems by name that match a filter. Answers Query.systems.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $asOf date; $services,
//      $boroughs, $makers [string] each with the mark of the same name; a service area includes the
//      services in it
// out  key, id, facts
// plan seeks a range of System.byName, which gives the order
MATCH (s:System)
WHERE s.byName > $after AND s.byName < $before
//+ services AND EXISTS { /*= within_services((s)<-[:OF]-(d:Deployment)-[:DELIVERS]->(:Service)) */ (s)<-[:OF]-(d:Deployment)-[:DELIVERS]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ AND ($boroughs IS NULL OR EXISTS { (d)<-[:RUNS]-(b:Borough) WHERE b.id IN $boroughs }) }
//+ boroughs AND EXISTS { (s)<-[:OF]-(:Deployment)<-[:RUNS]-(b:Borough) WHERE b.id IN $boroughs }
//+ makers AND EXISTS { (s)<-[m:MAKES]-(p:Supplier) WHERE p.id IN $makers AND m.from <= $asOf AND $asOf <= m.to }
RETURN s.byName AS key, s.id AS id, s.facts AS facts
ORDER BY key
//+ backward DESC
LIMIT $limit
