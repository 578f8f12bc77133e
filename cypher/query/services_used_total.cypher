// services_used_total: how many rows each list of services_used.cypher has.
// in   $parents [string], ids of boroughs; $asOf date
// out  parent, total
// plan seeks Borough.id by its unique index, then expands
UNWIND $parents AS parent
CALL (parent) {
  MATCH (:Borough {id: parent})-[:RUNS]->(d:Deployment)-[:DELIVERS]->(v:Service)
  WHERE EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  RETURN v
  UNION
  MATCH (:Borough {id: parent})-[:PARTY_TO]->(c:Contract)-[:FOR]->(v:Service)
  WHERE EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.counted }
  RETURN v
}
RETURN parent, count(v) AS total
