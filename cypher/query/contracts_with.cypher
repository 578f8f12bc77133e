// contracts_with: the contracts that name at least one of some boroughs, suppliers, systems or
// services, in one of their orders: contracts.cypher, started from what one of its filters names.
// Answers Query.contracts.
// in   $targets [string], ids of one kind, a service area includes the services in it; $few int: if
//      they have more contracts than this, the order's index is scanned; $boroughs, $suppliers,
//      $services [string] each with the mark of the same name; the rest as in contracts.cypher
// word byEndDate stands for the order's key: byEndDate, byEndDateDesc, byStartDate, byStartDateDesc
//      or byTitle
// out  key, id, facts, earliest, newest, succession, predecessors [string]
// plan seeks the targets by id and counts their contracts from the degree of the nodes. If there
//      are at most $few, it expands to them and sorts them; else it scans the order's index until
//      the page is full, as contracts_of.cypher does
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
  MATCH (target)-[:PARTY_TO|WITH|COVERS|FOR]-(c:Contract)
  //+ boroughs MATCH (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs
  //+ suppliers MATCH (c)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers
  //+ services MATCH /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/
  // The conditions follow the DISTINCT. Before it, the planner might scan the order for each target
  // while it has no statistics.
  WITH DISTINCT c
  WHERE c.byEndDate > $after AND c.byEndDate < $before
  /*= date_filters(c) */
  //+ terms AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.term IN $terms AND t.from <= $asOf AND $asOf <= t.to }
  //+ end AND c.countedEnd >= $endFrom AND c.countedEnd <= $endTo
  //+ endOrUnknown AND (c.countedEnd IS NULL OR c.countedEnd >= $endFrom AND c.countedEnd <= $endTo)
  //+ counted AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.counted AND t.from <= $asOf AND $asOf <= t.to }
  //+ notCounted AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE NOT t.counted AND t.from <= $asOf AND $asOf <= t.to }
  //+ frameworks AND EXISTS { (c)-[:CALLED_OFF]->(w:Framework) WHERE w.id IN $frameworks }
  //+ unknownBorough AND NOT EXISTS { (c)<-[:PARTY_TO]-(:Borough) }
  //+ unknownService AND NOT EXISTS { (c)-[:FOR]->(:Service) }
  //+ unknownSupplier AND NOT EXISTS { (c)-[:WITH]->(:Supplier) }
  //+ unknownSystem AND NOT EXISTS { (c)-[:COVERS]->(:System) }
  //+ unknownFramework AND NOT EXISTS { (c)-[:CALLED_OFF]->(:Framework) }
  //+ unknownTerm AND NOT EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to }
  //+ unknownEnd AND c.countedEnd IS NULL
  /*=*/
  WITH c
  ORDER BY c.byEndDate
  //+ backward DESC
  LIMIT $limit
  RETURN c
  UNION ALL
  // When few holds, start = $before makes this branch empty. WHERE NOT few is not used, because the
  // planner might evaluate it last.
  WITH targets, CASE WHEN few THEN $before ELSE $after END AS start
  MATCH (c:Contract)
  USING INDEX SEEK c:Contract(byEndDate)
  WHERE c.byEndDate > start AND c.byEndDate < $before
  AND EXISTS { (c)-[:PARTY_TO|WITH|COVERS|FOR]-(target) WHERE target IN targets }
  /*= name_filters(c) */
  //+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
  //+ suppliers AND EXISTS { (c)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
  //+ systems AND EXISTS { (c)-[:COVERS]->(s:System) WHERE s.id IN $systems }
  //+ services AND EXISTS { (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services }
  /*=*/
  /*= date_filters(c) */
  //+ terms AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.term IN $terms AND t.from <= $asOf AND $asOf <= t.to }
  //+ end AND c.countedEnd >= $endFrom AND c.countedEnd <= $endTo
  //+ endOrUnknown AND (c.countedEnd IS NULL OR c.countedEnd >= $endFrom AND c.countedEnd <= $endTo)
  //+ counted AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.counted AND t.from <= $asOf AND $asOf <= t.to }
  //+ notCounted AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE NOT t.counted AND t.from <= $asOf AND $asOf <= t.to }
  //+ frameworks AND EXISTS { (c)-[:CALLED_OFF]->(w:Framework) WHERE w.id IN $frameworks }
  //+ unknownBorough AND NOT EXISTS { (c)<-[:PARTY_TO]-(:Borough) }
  //+ unknownService AND NOT EXISTS { (c)-[:FOR]->(:Service) }
  //+ unknownSupplier AND NOT EXISTS { (c)-[:WITH]->(:Supplier) }
  //+ unknownSystem AND NOT EXISTS { (c)-[:COVERS]->(:System) }
  //+ unknownFramework AND NOT EXISTS { (c)-[:CALLED_OFF]->(:Framework) }
  //+ unknownTerm AND NOT EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to }
  //+ unknownEnd AND c.countedEnd IS NULL
  /*=*/
  WITH c
  ORDER BY c.byEndDate
  //+ backward DESC
  LIMIT $limit
  RETURN c
}
RETURN c.byEndDate AS key, c.id AS id, c.facts AS facts,
  c.earliest AS earliest, c.newest AS newest, c.succession AS succession,
  [(c)<-[:SUCCEEDED_BY]-(p:Contract) | p.id] AS predecessors
ORDER BY key
//+ backward DESC
