// facts_to_ask: what nobody states of each borough's contracts and deployments, that of the systems which the most other boroughs are counted on first.
// in   $boroughs [string]; $asOf date; $terms [string]; $counted boolean: only spans that questions count; $limit int for each borough;
//      $contractFields, $deploymentFields [string], the facts to ask
// out  parent, asked [{subject, field, others}]
// plan seeks Borough.id by its index, then expands
UNWIND $boroughs AS parent
MATCH (b:Borough {id: parent})
CALL (b) {
  CALL (b) {
    MATCH (b)-[:PARTY_TO]->(c:Contract)-[:STANDS]->(t:TermSpan)
    WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
    MATCH (c)-[:COVERS]->(s:System)
    RETURN c.id AS subject, [f IN c.unknownFields WHERE f IN $contractFields] AS fields, s
    UNION ALL
    MATCH (b)-[:RUNS]->(d:Deployment)-[:STANDS]->(u:StatusSpan)
    WHERE u.from <= $asOf AND $asOf <= u.to AND u.status = 'LIVE'
    MATCH (d)-[:OF]->(s:System)
    RETURN d.id AS subject, [f IN d.unknownFields WHERE f IN $deploymentFields] AS fields, s
  }
  CALL (b, s) {
    MATCH (s)<-[:COVERS]-(c:Contract)-[:STANDS]->(t:TermSpan)
    WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
    MATCH (c)<-[:PARTY_TO]-(o:Borough)
    WHERE o <> b
    RETURN o
    UNION
    MATCH (s)<-[:OF]-(d:Deployment)-[:STANDS]->(u:StatusSpan)
    WHERE u.from <= $asOf AND $asOf <= u.to AND u.status = 'LIVE'
    MATCH (d)<-[:RUNS]-(o:Borough)
    WHERE o <> b
    RETURN o
  }
  WITH subject, fields, count(DISTINCT o) AS others
  UNWIND fields AS field
  WITH subject, field, others
  ORDER BY others DESC, subject, field
  LIMIT $limit
  RETURN collect({subject: subject, field: field, others: others}) AS asked
}
RETURN parent, asked
