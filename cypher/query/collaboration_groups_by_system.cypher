// collaboration_groups_by_system: the contracts that cover each system, and its live deployments.
// in   $asOf date; $groups, $boroughs, $systems, $services [string] each with the mark of the same
//      name; a service area includes the services in it
// out  group, contracts [[id, offer, whether its value is allocated to the group]] whatever their
//      terms, deployments [[id, borough]]; by group
// plan seeks a range of System.id, which gives the order, or the given ones, then expands
MATCH (g:System)
WHERE g.id > ''
//+ groups AND g.id IN $groups
//+ systems AND g.id IN $systems
WITH g ORDER BY g.id
RETURN g.id AS group, COLLECT {
  MATCH (g)<-[:COVERS]-(c:Contract)
  WHERE c.offer IS NOT NULL
  //+ services AND EXISTS { /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  //+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
  RETURN [c.id, c.offer, COUNT { (c)-[:COVERS]->(:System) } = 1]
} AS contracts, COLLECT {
  MATCH (g)<-[:OF]-(d:Deployment)<-[:RUNS]-(b:Borough)
  WHERE b.id > ''
  AND EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  //+ services AND EXISTS { /*= within_services((d)-[:DELIVERS]->(:Service)) */ (d)-[:DELIVERS]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  //+ boroughs AND b.id IN $boroughs
  RETURN [d.id, b.id]
} AS deployments
