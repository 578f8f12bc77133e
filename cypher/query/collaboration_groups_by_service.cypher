// collaboration_groups_by_service: the contracts for each service that is not an area, and its live
// deployments.
// in   $asOf date; $groups, $boroughs, $systems, $services [string] each with the mark of the same
//      name; a service area includes the services in it
// out  group, contracts [[id, offer, whether its value is allocated to the group]] whatever their
//      terms, deployments [[id, borough]]; by group
// plan seeks a range of Service.id, which gives the order, or the given ones, then expands
MATCH (g:Service)
WHERE g.id > '' AND NOT g.isArea
//+ groups AND g.id IN $groups
//+ services AND EXISTS { /*= within_services((g)) */ (g)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
WITH g ORDER BY g.id
RETURN g.id AS group, COLLECT {
  MATCH (g)<-[:FOR]-(c:Contract)
  WHERE c.offer IS NOT NULL
  //+ systems AND EXISTS { (c)-[:COVERS]->(y:System) WHERE y.id IN $systems }
  //+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
  RETURN [c.id, c.offer, COUNT { (c)-[:FOR]->(:Service) } = 1]
} AS contracts, COLLECT {
  MATCH (g)<-[:DELIVERS]-(d:Deployment)<-[:RUNS]-(b:Borough)
  WHERE b.id > ''
  AND EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  //+ systems AND EXISTS { (d)-[:OF]->(y:System) WHERE y.id IN $systems }
  //+ boroughs AND b.id IN $boroughs
  RETURN [d.id, b.id]
} AS deployments
