// renewals_with: contracts that name at least one of some boroughs, suppliers, systems or services at the exit points within a range of
// days: renewals.cypher, begun at what one of its filters asks for. Answers Query.renewals.
// in   $targets [string], ids of one kind, a service standing for those in it too; $few int: above as many contracts of theirs the range
//      of days is walked; $boroughs, $suppliers, $services [string] each with the mark of its name; the rest as in renewals.cypher
// out  key, facts of the exit point, term
// plan seeks the targets by id and counts their contracts without reading them; expands to few and sorts their exit points; of many one
//      in every so many is theirs, so it seeks a range of ExitPoint.byDate and reads on until the page is full
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
  // conditions come after this: before it, the range might be read for each target while the planner knows little of the index
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
  // where they are few there is nothing between, for NOT few might be looked at last
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
