// renewal_calendar: the number of contracts with an exit point in each period, in all and by kind,
// and what they cost a year. Answers Query.renewalCalendar.
// in   $spans [{period int, after string, before string}]: the number of the period, and the
//      exclusive bounds of its exit points' sort keys; $kinds [string]; $asOf date; $terms
//      [string]; $counted boolean: true for only the spans that questions count; $boroughs,
//      $suppliers, $systems, $services [string] each with the mark of the same name; a service area
//      includes the services in it
// out  period, contractCount, annualPence (null if none is known), knownCount, vats [string], kinds
//      [{kind, count}]; an empty period has no row
// plan seeks a range of ExitPoint.byDate for each period, then expands
UNWIND $spans AS span
WITH span.period AS period, span.after AS after, span.before AS before
MATCH (x:ExitPoint)
WHERE x.byDate > after AND x.byDate < before
  AND x.from <= $asOf AND $asOf <= x.to AND x.kind IN $kinds
MATCH (x)<-[:CAN_EXIT]-(c:Contract)-[:STANDS]->(t:TermSpan)
WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
/*= name_filters(c) */
//+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
//+ suppliers AND EXISTS { (c)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
//+ systems AND EXISTS { (c)-[:COVERS]->(s:System) WHERE s.id IN $systems }
//+ services AND EXISTS { (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services }
/*=*/
WITH period, x.kind AS kind, collect(DISTINCT c) AS due
WITH period, collect({kind: kind, count: size(due)}) AS kinds, collect(due) AS lists
UNWIND lists AS due
UNWIND due AS c
WITH period, kinds, collect(DISTINCT c) AS due
WITH period, kinds, due, [c IN due WHERE c.annualPence IS NOT NULL] AS priced
RETURN period, size(due) AS contractCount, size(priced) AS knownCount,
  CASE WHEN size(priced) > 0 THEN reduce(sum = 0, c IN priced | sum + c.annualPence) END AS annualPence,
  [c IN priced | c.vat] AS vats, kinds
