// boroughs_using: the boroughs that run a system or have a contract for each service, by name.
// Answers Service.boroughs.
// in   $parents [string], ids of services, an area includes the services in it; $asOf date; $after,
//      $before string, exclusive bounds of the sort key; $limit int
// out  parent, key, id, facts
// plan seeks Service.id by its unique index, then expands
UNWIND $parents AS parent
CALL (parent) {
  CALL (parent) {
    MATCH /*= service_and_those_in_it(parent) */ (:Service {id: parent})<-[:PART_OF*0..1]-(:Service) /*=*/<-[:DELIVERS]-(d:Deployment)<-[:RUNS]-(b:Borough)
    WHERE EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
    RETURN b
    UNION
    MATCH /*= service_and_those_in_it(parent) */ (:Service {id: parent})<-[:PART_OF*0..1]-(:Service) /*=*/<-[:FOR]-(c:Contract)<-[:PARTY_TO]-(b:Borough)
    WHERE EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.counted }
    RETURN b
  }
  WITH b
  WHERE b.byName > $after AND b.byName < $before
  WITH b
  ORDER BY b.byName
  //+ backward DESC
  LIMIT $limit
  RETURN b
}
RETURN parent, b.byName AS key, b.id AS id, b.facts AS facts
ORDER BY key
//+ backward DESC
