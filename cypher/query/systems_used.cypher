// systems_used: the systems that each borough runs or has a contract for, or that any borough has
// for each service, by name. Answers Borough.systems and Service.systems.
// in   $parents [string], ids of boroughs and services, an area includes the services in it; $asOf
//      date; $after, $before string, exclusive bounds of the sort key; $limit int
// out  parent, key, id, facts
// plan seeks Borough.id and Service.id by their unique indexes, then expands
UNWIND $parents AS parent
CALL (parent) {
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
  WITH s
  WHERE s.byName > $after AND s.byName < $before
  WITH s
  ORDER BY s.byName
  //+ backward DESC
  LIMIT $limit
  RETURN s
}
RETURN parent, s.byName AS key, s.id AS id, s.facts AS facts
ORDER BY key
//+ backward DESC
