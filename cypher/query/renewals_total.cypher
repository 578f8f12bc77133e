// renewals_total: how many rows the list of renewals.cypher has; $after and $before are the range
// of days.
// in   as renewals.cypher, without $limit
// out  total
// plan seeks a range of ExitPoint.byDate, then expands
MATCH (x:ExitPoint)
WHERE x.byDate > $after AND x.byDate < $before
  AND x.from <= $asOf AND $asOf <= x.to
//+ kinds AND x.kind IN $kinds
MATCH (x)<-[:CAN_EXIT]-(c:Contract)-[:STANDS]->(t:TermSpan)
WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
RETURN count(x) AS total
