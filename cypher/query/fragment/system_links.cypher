// system_links(): each system of each borough asked for, with the contract or the live deployment
// that links the two.
// in   $asOf date; $terms [string]; $counted boolean; $boroughs, $services [string] each with the
//      mark of the same name
// out  b, s, c, d
MATCH (b:Borough)
WHERE b.byName > ''
//+ boroughs AND b.id IN $boroughs
CALL (b) {
  // by a contract that covers it
  MATCH (b)-[:PARTY_TO]->(c:Contract)-[:COVERS]->(s:System)
  WHERE EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted) }
  //+ services AND EXISTS { @within_services((c)-[:FOR]->(:Service)) }
  RETURN s, c, null AS d
  UNION
  // by running it
  MATCH (b)-[:RUNS]->(d:Deployment)-[:OF]->(s:System)
  WHERE EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  //+ services AND EXISTS { @within_services((d)-[:DELIVERS]->(:Service)) }
  RETURN s, null AS c, d
}
