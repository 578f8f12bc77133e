// renewals: the exit points of contracts within a range of days, by date, then contract, then kind.
// Answers Query.renewals.
// in   $after, $before string, exclusive bounds of the sort key, within the range of days; $limit
//      int; $asOf date; $terms [string]; $counted boolean: true for only the spans that questions
//      count; $kinds [string] with the mark kinds; with boroughs, suppliers, systems or services it
//      is renewals_with.cypher
// out  key, facts of the exit point, term
// plan seeks a range of ExitPoint.byDate, which gives the order, then expands; contracts.cypher
//      says why it needs the hint
MATCH (x:ExitPoint)
USING INDEX SEEK x:ExitPoint(byDate)
WHERE x.byDate > $after AND x.byDate < $before
  AND x.from <= $asOf AND $asOf <= x.to
//+ kinds AND x.kind IN $kinds
MATCH (x)<-[:CAN_EXIT]-(c:Contract)-[:STANDS]->(t:TermSpan)
WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
RETURN x.byDate AS key, x.facts AS facts, t.term AS term
ORDER BY key
//+ backward DESC
LIMIT $limit
