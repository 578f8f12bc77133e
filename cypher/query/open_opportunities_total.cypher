// open_opportunities_total: how many notices the list of open_opportunities.cypher has.
// in   as open_opportunities.cypher, without $limit; $after, $before bound the list itself
// out  total
// plan seeks a range of Notice.byDeadline, then Contract.ocid and Notice.ocid
MATCH (n:Notice)
WHERE n.byDeadline > $after AND n.byDeadline < $before
  AND n.step >= 1 AND n.step <= $lastStep
  AND (n.publishedDay IS NULL OR n.publishedDay <= $asOf)
  AND (n.deadline IS NOT NULL OR n.staleDay > $asOf)
  AND NOT EXISTS { MATCH (c:Contract {ocid: n.ocid})-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND (t.term <> 'NOT_STARTED' OR t.counted) }
  AND NOT EXISTS { MATCH (n)-[:ABOUT]->(:Contract)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND (t.term <> 'NOT_STARTED' OR t.counted) }
  AND NOT EXISTS { MATCH (l:Notice {ocid: n.ocid}) WHERE l.step > n.step AND (l.publishedDay IS NULL OR l.publishedDay <= $asOf) }
//+ services AND EXISTS { /*= within_services((n)-[:FOR]->(:Service)) */ (n)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
//+ cpv AND /*= has_code(n) */ any(code IN n.cpv WHERE any(beginning IN $cpv WHERE code STARTS WITH beginning)) /*=*/
//+ sme AND n.suitsSME = $sme
RETURN count(n) AS total
