// deployments_of_total: how many deployments each list of deployments_of.cypher has.
// in   $parents [string], ids of boroughs, systems and partnerships; $asOf date; $services,
//      $statuses [string] each with the mark of the same name
// out  parent, total
// plan seeks Borough.id, System.id and Partnership.id by their unique indexes, then expands
UNWIND $parents AS parent
CALL (parent) {
  MATCH (:Borough {id: parent})-[:RUNS]->(d:Deployment) RETURN d
  UNION
  MATCH (:System {id: parent})<-[:OF]-(d:Deployment) RETURN d
  UNION
  MATCH (:Partnership {id: parent})<-[:MEMBER_OF]-(:Borough)-[:RUNS]->(d:Deployment) RETURN d
}
WITH parent, d
WHERE d.bySystem > ''
  //+ services AND EXISTS { /*= within_services((d)-[:DELIVERS]->(:Service)) */ (d)-[:DELIVERS]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  //+ statuses AND EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.status IN $statuses AND t.from <= $asOf AND $asOf <= t.to }
RETURN parent, count(d) AS total
