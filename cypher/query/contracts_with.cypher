// contracts_with: the contracts that name at least one of some boroughs, suppliers, systems or services, in an order: contracts.cypher,
// begun at what one of its filters asks for. Answers Query.contracts.
// in   $targets [string], ids of one kind, a service standing for those in it too; $few int: above as many contracts of theirs the order
//      is walked; $boroughs, $suppliers, $services [string] each with the mark of its name; the rest as in contracts.cypher
// word byEndDate stands for the order's key: byEndDate, byEndDateDesc, byStartDate, byStartDateDesc or byTitle
// out  key, id, facts, earliest, newest, succession, predecessors [string]
// plan seeks the targets by id and counts their contracts without reading them; expands to few and sorts them; of many one in every so
//      many is theirs, so it seeks a range of the order's key and reads on until the page is full
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
  // conditions come after this: before it, the order might be read for each target while the planner knows little of the index
  WITH DISTINCT c
  WHERE c.byEndDate > $after AND c.byEndDate < $before
  /*= date_filters(c) */
  //+ terms AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.term IN $terms AND t.from <= $asOf AND $asOf <= t.to }
  //+ end AND c.countedEnd >= $endFrom AND c.countedEnd <= $endTo
  //+ endOrUnknown AND (c.countedEnd IS NULL OR c.countedEnd >= $endFrom AND c.countedEnd <= $endTo)
  /*=*/
  WITH c
  ORDER BY c.byEndDate
  //+ backward DESC
  LIMIT $limit
  RETURN c
  UNION ALL
  // where they are few there is nothing between, for NOT few might be looked at last
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
