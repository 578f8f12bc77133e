// contracts_of: the contracts of each borough, supplier, system, partnership or framework that
// match a filter, in one of their orders. Answers Borough.contracts, Supplier.contracts,
// System.contracts, Partnership.contracts and Framework.contracts.
// in   $parents [string], ids of boroughs, suppliers, systems, partnerships and frameworks; $after,
//      $before string, exclusive bounds of the sort key; $limit int; $few int: if the parents have
//      more contracts than this, the order's index is scanned; $boroughs, $suppliers, $systems,
//      $services, $terms [string] each with the mark of the same name, a service area includes the
//      services in it; $asOf date of the terms; $endFrom, $endTo date with end or endOrUnknown
// word byEndDate stands for the order's key: byEndDate, byEndDateDesc, byStartDate, byStartDateDesc
//      or byTitle
// out  parent, key, id, facts, earliest, newest, succession, predecessors [string]
// plan seeks the parents by id and counts their contracts from the degree of the nodes. If there
//      are at most $few, it expands to them and sorts them. If there are more, they are dense in
//      the order, so it scans the order's index from $after and keeps the matching ones until the
//      page is full
UNWIND $parents AS parent
CALL (parent) {
  MATCH (g:Borough {id: parent}) RETURN g
  UNION
  MATCH (g:Supplier {id: parent}) RETURN g
  UNION
  MATCH (g:System {id: parent}) RETURN g
  UNION
  MATCH (:Partnership {id: parent})<-[:MEMBER_OF]-(g:Borough) RETURN g
  UNION
  MATCH (g:Framework {id: parent}) RETURN g
}
WITH parent, collect(g) AS targets, sum(COUNT { (g)-[:PARTY_TO|WITH|COVERS|CALLED_OFF]-() }) <= $few AS few
CALL (targets, few) {
  WITH targets, few WHERE few
  UNWIND targets AS target
  MATCH (target)-[:PARTY_TO|WITH|COVERS|CALLED_OFF]-(c:Contract)
  // The conditions follow the DISTINCT. Before it, the planner might scan the order for each target
  // while it has no statistics.
  WITH DISTINCT c
  WHERE c.byEndDate > $after AND c.byEndDate < $before
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
  UNION ALL
  // When few holds, start = $before makes this branch empty. WHERE NOT few is not used, because the
  // planner might evaluate it last.
  WITH targets, CASE WHEN few THEN $before ELSE $after END AS start
  MATCH (c:Contract)
  USING INDEX SEEK c:Contract(byEndDate)
  WHERE c.byEndDate > start AND c.byEndDate < $before
  AND EXISTS { (c)-[:PARTY_TO|WITH|COVERS|CALLED_OFF]-(target) WHERE target IN targets }
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
RETURN parent, c.byEndDate AS key, c.id AS id, c.facts AS facts,
  c.earliest AS earliest, c.newest AS newest, c.succession AS succession,
  [(c)<-[:SUCCEEDED_BY]-(p:Contract) | p.id] AS predecessors
ORDER BY key
//+ backward DESC
