// collaboration_groups_by_supplier_group: the contracts of each group of suppliers, and the live
// deployments of the systems that its members make. A contract belongs to the groups that make its
// systems. If no maker of its systems is known, it belongs to the groups of its suppliers.
// in   $asOf date; $groups, $boroughs, $systems, $services [string] each with the mark of the same
//      name; a service area includes the services in it
// out  group, contracts [[id, offer, whether its value is allocated to the group]] whatever their
//      terms, deployments [[id, borough]]; by group
// plan seeks a range of Supplier.id, which gives the order, or the given ones, then expands
MATCH (g:Supplier)
WHERE g.id > ''
//+ groups AND g.id IN $groups
WITH g ORDER BY g.id
RETURN g.id AS group, COLLECT {
  MATCH (g)<-[u:UNDER_HEAD]-(:Supplier)-[m:MAKES]->(:System)<-[:COVERS]-(c:Contract)
  WHERE u.from <= $asOf AND $asOf <= u.to AND m.from <= $asOf AND $asOf <= m.to
  //+ systems AND EXISTS { (c)-[:COVERS]->(y:System) WHERE y.id IN $systems }
  //+ services AND EXISTS { /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  //+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
  RETURN [c.id, c.offer, COUNT {
    MATCH (c)-[:COVERS]->(:System)<-[k:MAKES]-(:Supplier)-[h:UNDER_HEAD]->(head:Supplier)
    WHERE k.from <= $asOf AND $asOf <= k.to AND h.from <= $asOf AND $asOf <= h.to
    RETURN DISTINCT head
  } = 1]
} + COLLECT {
  MATCH (g)<-[u:UNDER_HEAD]-(:Supplier)<-[:WITH]-(c:Contract)
  WHERE u.from <= $asOf AND $asOf <= u.to
    AND NOT EXISTS { (c)-[:COVERS]->(:System)<-[k:MAKES]-(:Supplier) WHERE k.from <= $asOf AND $asOf <= k.to }
  //+ systems AND EXISTS { (c)-[:COVERS]->(y:System) WHERE y.id IN $systems }
  //+ services AND EXISTS { /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  //+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
  RETURN [c.id, c.offer, COUNT {
    MATCH (c)-[:WITH]->(:Supplier)-[h:UNDER_HEAD]->(head:Supplier)
    WHERE h.from <= $asOf AND $asOf <= h.to
    RETURN DISTINCT head
  } = 1]
} AS contracts, COLLECT {
  MATCH (g)<-[u:UNDER_HEAD]-(:Supplier)-[m:MAKES]->(:System)<-[:OF]-(d:Deployment)<-[:RUNS]-(b:Borough)
  WHERE u.from <= $asOf AND $asOf <= u.to AND m.from <= $asOf AND $asOf <= m.to
  AND EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  //+ systems AND EXISTS { (d)-[:OF]->(y:System) WHERE y.id IN $systems }
  //+ services AND EXISTS { /*= within_services((d)-[:DELIVERS]->(:Service)) */ (d)-[:DELIVERS]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  //+ boroughs AND b.id IN $boroughs
  RETURN [d.id, b.id]
} AS deployments
