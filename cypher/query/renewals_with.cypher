// renewals_with: the exit points, within a range of days, of contracts that name at least one of
// some boroughs, suppliers, systems or services: renewals.cypher, started from what one of its
// filters names. Answers Query.renewals.
// in   $targets [string], ids of one kind, a service area includes the services in it; $few int: if
//      they have more contracts than this, the range of days is scanned; $boroughs, $suppliers,
//      $services [string] each with the mark of the same name; the rest as in renewals.cypher
// out  key, facts of the exit point, term
// plan seeks the targets by id and counts their contracts from the degree of the nodes. If there
//      are at most $few, it expands to them and sorts their exit points; else it scans
//      ExitPoint.byDate until the page is full, as contracts_of.cypher does
/*= targets() */
CALL () {
  MATCH (g:Borough) WHERE g.id IN $targets RETURN g
  UNION
  MATCH (g:Supplier) WHERE g.id IN $targets RETURN g
  UNION
  MATCH (g:System) WHERE g.id IN $targets RETURN g
  UNION
  MATCH (v:Service)<-[:PART_OF*0..1]-(g:Service) WHERE v.id IN $targets RETURN g
}
/*=*/
WITH collect(g) AS targets, sum(COUNT { (g)-[:PARTY_TO|WITH|COVERS|FOR]-() }) <= $few AS few
CALL (targets, few) {
  WITH targets, few WHERE few
  UNWIND targets AS target
  MATCH (target)-[:PARTY_TO|WITH|COVERS|FOR]-(:Contract)-[:CAN_EXIT]->(x:ExitPoint)
  // The conditions follow the DISTINCT. Before it, the planner might scan the range for each target
  // while it has no statistics.
  WITH DISTINCT x
  WHERE x.byDate > $after AND x.byDate < $before
    AND x.from <= $asOf AND $asOf <= x.to
  //+ kinds AND x.kind IN $kinds
  MATCH (x)<-[:CAN_EXIT]-(c:Contract)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
  //+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
  //+ suppliers AND EXISTS { (c)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
  //+ services AND EXISTS { /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  WITH x, t
  ORDER BY x.byDate
  //+ backward DESC
  LIMIT $limit
  RETURN x, t
  UNION ALL
  // When few holds, start = $before makes this branch empty. WHERE NOT few is not used, because the
  // planner might evaluate it last.
  WITH targets, CASE WHEN few THEN $before ELSE $after END AS start
  MATCH (x:ExitPoint)
  USING INDEX SEEK x:ExitPoint(byDate)
  WHERE x.byDate > start AND x.byDate < $before
    AND x.from <= $asOf AND $asOf <= x.to
  //+ kinds AND x.kind IN $kinds
  MATCH (x)<-[:CAN_EXIT]-(c:Contract)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted)
  AND EXISTS { (c)-[:PARTY_TO|WITH|COVERS|FOR]-(target) WHERE target IN targets }
  //+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
  //+ suppliers AND EXISTS { (c)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
  //+ services AND EXISTS { /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  WITH x, t
  ORDER BY x.byDate
  //+ backward DESC
  LIMIT $limit
  RETURN x, t
}
RETURN x.byDate AS key, x.facts AS facts, t.term AS term
ORDER BY key
//+ backward DESC
