// renewal_calendar: how many contracts have an exit point in each period, what they cost a year, and how many by kind.
// Answers Query.renewalCalendar.
// in   $spans [{period int, after string, before string}]: the place of the period, and the sort keys its exit points lie
//      between; $kinds [string]; $asOf date; $terms [string]; $counted boolean: only spans that questions count;
//      $boroughs, $suppliers, $systems, $services [string] each with the mark of its name; a service stands for those in it too
// out  period, contractCount, annualPence (null: none known), knownCount, vats [string], kinds [{kind, count}]; no row
//      for a period with nothing in it
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
