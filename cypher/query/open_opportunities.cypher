// open_opportunities: notices that are open as of a day, soonest deadline first, unknown ones last.
// Answers Query.openOpportunities.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $asOf date; $lastStep
//      int, the last step at which bids are taken; $services, $cpv [string] and $sme boolean each
//      with the mark of the same name
// out  key, id, facts
// plan seeks a range of Notice.byDeadline, which gives the order, then Contract.ocid and
//      Notice.ocid. The ORDER BY comes before the conditions that expand: the planner estimates
//      that these leave few rows, and would sort them
MATCH (n:Notice)
WHERE n.byDeadline > $after AND n.byDeadline < $before
  AND n.step >= 1 AND n.step <= $lastStep
  AND (n.publishedDay IS NULL OR n.publishedDay <= $asOf)
  AND (n.deadline IS NOT NULL OR n.staleDay > $asOf)
WITH n
ORDER BY n.byDeadline
//+ backward DESC
WHERE NOT EXISTS { MATCH (c:Contract {ocid: n.ocid})-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND (t.term <> 'NOT_STARTED' OR t.counted) }
  AND NOT EXISTS { MATCH (n)-[:ABOUT]->(:Contract)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND (t.term <> 'NOT_STARTED' OR t.counted) }
  AND NOT EXISTS { MATCH (l:Notice {ocid: n.ocid}) WHERE l.step > n.step AND (l.publishedDay IS NULL OR l.publishedDay <= $asOf) }
//+ services AND EXISTS { /*= within_services((n)-[:FOR]->(:Service)) */ (n)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
//+ cpv AND /*= has_code(n) */ any(code IN n.cpv WHERE any(beginning IN $cpv WHERE code STARTS WITH beginning)) /*=*/
//+ sme AND n.suitsSME = $sme
RETURN n.byDeadline AS key, n.id AS id, n.facts AS facts
ORDER BY key
//+ backward DESC
LIMIT $limit
