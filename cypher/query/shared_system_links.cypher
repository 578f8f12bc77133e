// shared_system_links: the boroughs of each system by name, with what links the two: contracts by
// end date, unknown ends last, then deployments by id. Answers SharedSystem.boroughs.
// in   $systems [string]; $limit int, links for a borough; the others as in shared_systems.cypher
// out  system, borough, boroughFacts, contractCount, deploymentCount, links [{contract, endDate,
//      endStated, term, deployment, readOn}]
// plan seeks System.id by its unique index, then expands
UNWIND $systems AS system
MATCH (s:System {id: system})
CALL (s) {
  MATCH (s)<-[:COVERS]-(c:Contract)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
  //+ services AND EXISTS { /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  RETURN c, null AS d, t.term AS term, c AS subject
  UNION ALL
  MATCH (s)<-[:OF]-(d:Deployment)
  WHERE EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  //+ services AND EXISTS { /*= within_services((d)-[:DELIVERS]->(:Service)) */ (d)-[:DELIVERS]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  RETURN null AS c, d, null AS term, d AS subject
}
MATCH (b:Borough)-[:PARTY_TO|RUNS]->(subject)
//+ boroughs WHERE b.id IN $boroughs
WITH *
ORDER BY CASE WHEN d IS NULL THEN 0 ELSE 1 END, coalesce(c.byEndDate, d.id)
WITH system, b, count(c) AS contractCount, count(d) AS deploymentCount, collect({
  contract: c.id, endDate: c.countedEnd, term: term, deployment: d.id,
  endStated: CASE WHEN c.countedEnd IS NOT NULL THEN c.endDate END,
  readOn: COLLECT { MATCH (subject)<-[:ON]-(e:Evidence) WHERE e.readDate <= $asOf + '~' RETURN e.readDate ORDER BY e.readDate DESC LIMIT 1 }[0]
})[..$limit] AS links
RETURN system, b.id AS borough, b.facts AS boroughFacts, contractCount, deploymentCount, links
ORDER BY system, b.byName
