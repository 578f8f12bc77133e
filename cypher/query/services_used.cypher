// services_used: the services for which each borough runs a system or has a contract, by area, then
// name. Answers Borough.services.
// in   $parents [string], ids of boroughs; $asOf date; $after, $before string, exclusive bounds of
//      the sort key; $limit int
// out  parent, key, id, facts
// plan seeks Borough.id by its unique index, then expands
UNWIND $parents AS parent
CALL (parent) {
  CALL (parent) {
    MATCH (:Borough {id: parent})-[:RUNS]->(d:Deployment)-[:DELIVERS]->(v:Service)
    WHERE EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
    RETURN v
    UNION
    MATCH (:Borough {id: parent})-[:PARTY_TO]->(c:Contract)-[:FOR]->(v:Service)
    WHERE EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.counted }
    RETURN v
  }
  WITH v
  WHERE v.byArea > $after AND v.byArea < $before
  WITH v
  ORDER BY v.byArea
  //+ backward DESC
  LIMIT $limit
  RETURN v
}
RETURN parent, v.byArea AS key, v.id AS id, v.facts AS facts
ORDER BY key
//+ backward DESC
