// deployments_of: the deployments of each borough, system or partnership, by system, then borough.
// Answers Borough.deployments, System.deployments and Partnership.deployments.
// in   $parents [string], ids of boroughs, systems and partnerships; $asOf date; $after, $before
//      string, exclusive bounds of the sort key; $limit int; $services, $statuses [string] each
//      with the mark of the same name; a service area includes the services in it
// out  parent, key, id, facts, earliest, newest
// plan seeks Borough.id, System.id and Partnership.id by their unique indexes, then expands
UNWIND $parents AS parent
CALL (parent) {
  CALL (parent) {
    MATCH (:Borough {id: parent})-[:RUNS]->(d:Deployment) RETURN d
    UNION
    MATCH (:System {id: parent})<-[:OF]-(d:Deployment) RETURN d
    UNION
    MATCH (:Partnership {id: parent})<-[:MEMBER_OF]-(:Borough)-[:RUNS]->(d:Deployment) RETURN d
  }
  WITH d
  WHERE d.bySystem > $after AND d.bySystem < $before
  //+ services AND EXISTS { /*= within_services((d)-[:DELIVERS]->(:Service)) */ (d)-[:DELIVERS]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  //+ statuses AND EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.status IN $statuses AND t.from <= $asOf AND $asOf <= t.to }
  WITH d
  ORDER BY d.bySystem
  //+ backward DESC
  LIMIT $limit
  RETURN d
}
RETURN parent, d.bySystem AS key, d.id AS id, d.facts AS facts, d.earliest AS earliest, d.newest AS newest
ORDER BY key
//+ backward DESC
