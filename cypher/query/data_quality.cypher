// data_quality: how much is known of the contracts of each borough, and how old it is. Answers
// Query.dataQuality, Borough.dataQuality.
// in   $asOf date; $terms [string]; $counted boolean: true for only the spans that questions count;
//      $boroughs [string] with the mark of the same name
// out  id, facts, newest, contracts, staleContracts, newestOfContracts, deployments,
//      staleDeployments, newestOfDeployments, unknown [{field, count}] of the contracts counted
// plan seeks a range of Borough.byName, or the given boroughs, then expands
MATCH (b:Borough)
WHERE b.byName > ''
//+ boroughs AND b.id IN $boroughs
CALL (b) {
  OPTIONAL MATCH (b)<-[:ON]-(e:Evidence)
  WHERE e.readDate <= $asOf + '~'
  RETURN max(e.readDate) AS newest
}
CALL (b) {
  OPTIONAL MATCH (b)-[:PARTY_TO]->(c:Contract)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to
  RETURN sum(CASE WHEN t.term IN $terms AND (t.counted OR NOT $counted) THEN 1 ELSE 0 END) AS contracts,
    sum(CASE WHEN t.term = 'STALE' THEN 1 ELSE 0 END) AS staleContracts, max(COLLECT { MATCH (c)<-[:ON]-(e:Evidence) WHERE e.readDate <= $asOf + '~' RETURN e.readDate ORDER BY e.readDate DESC LIMIT 1 }[0]) AS newestOfContracts
}
CALL (b) {
  OPTIONAL MATCH (b)-[:RUNS]->(d:Deployment)
  OPTIONAL MATCH (d)-[:STANDS]->(u:StatusSpan)
  WHERE u.from <= $asOf AND $asOf <= u.to
  RETURN sum(CASE WHEN u.status = 'LIVE' THEN 1 ELSE 0 END) AS deployments,
    sum(CASE WHEN u.status = 'STALE' THEN 1 ELSE 0 END) AS staleDeployments, max(COLLECT { MATCH (d)<-[:ON]-(e:Evidence) WHERE e.readDate <= $asOf + '~' RETURN e.readDate ORDER BY e.readDate DESC LIMIT 1 }[0]) AS newestOfDeployments
}
CALL (b) {
  MATCH (b)-[:PARTY_TO]->(c:Contract)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
  UNWIND c.unknownFields AS field
  WITH field, count(c) AS contracts
  RETURN collect({field: field, count: contracts}) AS unknown
}
RETURN b.id AS id, b.facts AS facts, newest, contracts, staleContracts, newestOfContracts,
  deployments, staleDeployments, newestOfDeployments, unknown
