// systems_used_total: how many rows each list of systems_used.cypher has.
// in   $parents [string], ids of boroughs and services, an area includes the services in it; $asOf
//      date
// out  parent, total
// plan seeks Borough.id and Service.id by their unique indexes, then expands
UNWIND $parents AS parent
CALL (parent) {
  MATCH (:Borough {id: parent})-[:RUNS]->(d:Deployment)-[:OF]->(s:System)
  WHERE EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  RETURN s
  UNION
  MATCH (:Borough {id: parent})-[:PARTY_TO]->(c:Contract)-[:COVERS]->(s:System)
  WHERE EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.counted }
  RETURN s
  UNION
  MATCH /*= service_and_those_in_it(parent) */ (:Service {id: parent})<-[:PART_OF*0..1]-(:Service) /*=*/<-[:DELIVERS]-(d:Deployment)-[:OF]->(s:System)
  WHERE EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  RETURN s
  UNION
  MATCH /*= service_and_those_in_it(parent) */ (:Service {id: parent})<-[:PART_OF*0..1]-(:Service) /*=*/<-[:FOR]-(c:Contract)-[:COVERS]->(s:System)
  WHERE EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.counted }
  RETURN s
}
RETURN parent, count(s) AS total
