// systems_total: how many systems the list of systems.cypher has.
// in   $asOf date; $services, $boroughs, $makers [string] each with the mark of the same name
// out  total
// plan seeks a range of System.byName
MATCH (s:System)
WHERE s.byName > ''
//+ services AND EXISTS { /*= within_services((s)<-[:OF]-(d:Deployment)-[:DELIVERS]->(:Service)) */ (s)<-[:OF]-(d:Deployment)-[:DELIVERS]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ AND ($boroughs IS NULL OR EXISTS { (d)<-[:RUNS]-(b:Borough) WHERE b.id IN $boroughs }) }
//+ boroughs AND EXISTS { (s)<-[:OF]-(:Deployment)<-[:RUNS]-(b:Borough) WHERE b.id IN $boroughs }
//+ makers AND EXISTS { (s)<-[m:MAKES]-(p:Supplier) WHERE p.id IN $makers AND m.from <= $asOf AND $asOf <= m.to }
RETURN count(s) AS total
