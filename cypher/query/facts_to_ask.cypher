// facts_to_ask: the unknown facts of each borough's contracts and deployments, starting with the
// systems that most other boroughs use.
// in   $boroughs [string]; $asOf date; $terms [string]; $counted boolean: true for only the spans
//      that questions count; $limit int for each borough; $contractFields, $deploymentFields
//      [string], the facts to ask
// out  parent, asked [{subject, field, others}]
// plan seeks Borough.id by its index, then expands, and from each system once
UNWIND $boroughs AS parent
MATCH (b:Borough {id: parent})
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
WITH s, collect({parent: parent, subject: subject, fields: fields}) AS held
CALL (s) {
  CALL (s) {
    MATCH (s)<-[:COVERS]-(c:Contract)-[:STANDS]->(t:TermSpan)
    WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
    MATCH (c)<-[:PARTY_TO]-(o:Borough)
    RETURN o.id AS borough
    UNION
    MATCH (s)<-[:OF]-(d:Deployment)-[:STANDS]->(u:StatusSpan)
    WHERE u.from <= $asOf AND $asOf <= u.to AND u.status = 'LIVE'
    MATCH (d)<-[:RUNS]-(o:Borough)
    RETURN o.id AS borough
  }
  RETURN collect(borough) AS counted
}
UNWIND held AS h
WITH h.parent AS parent, h.subject AS subject, h.fields AS fields, collect(counted) AS lists
// A borough is always among those counted on what it has, hence the minus 1.
WITH parent, subject, fields, size(CASE size(lists) WHEN 1 THEN lists[0] ELSE reduce(all = [], l IN lists | all + [o IN l WHERE NOT o IN all]) END) - 1 AS others
WHERE others > 0
WITH parent, collect({subject: subject, fields: fields, others: others}) AS held
CALL (held) {
  UNWIND held AS h
  UNWIND h.fields AS field
  WITH h.subject AS subject, field, h.others AS others
  ORDER BY others DESC, subject, field
  LIMIT $limit
  RETURN collect({subject: subject, field: field, others: others}) AS asked
}
RETURN parent, asked
