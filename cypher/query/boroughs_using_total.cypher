// boroughs_using_total: how many rows each list of boroughs_using.cypher has.
// in   $parents [string], ids of services, an area includes the services in it; $asOf date
// out  parent, total
// plan seeks Service.id by its unique index, then expands
UNWIND $parents AS parent
CALL (parent) {
  MATCH /*= service_and_those_in_it(parent) */ (:Service {id: parent})<-[:PART_OF*0..1]-(:Service) /*=*/<-[:DELIVERS]-(d:Deployment)<-[:RUNS]-(b:Borough)
  WHERE EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  RETURN b
  UNION
  MATCH /*= service_and_those_in_it(parent) */ (:Service {id: parent})<-[:PART_OF*0..1]-(:Service) /*=*/<-[:FOR]-(c:Contract)<-[:PARTY_TO]-(b:Borough)
  WHERE EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.counted }
  RETURN b
}
RETURN parent, count(b) AS total
