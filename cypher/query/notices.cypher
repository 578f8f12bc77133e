// notices: notices that match a filter, in one of their orders. Answers Query.notices.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $boroughs, $services,
//      $stages, $cpv [string] each with the mark of the same name, a service area includes the
//      services in it; $deadlineFrom, $deadlineTo date with deadline or deadlineOrUnknown;
//      $publishedFrom, $publishedTo likewise
// word byDeadline stands for the order's key: byDeadline or byPublishedDateDesc
// out  key, id, facts
// plan seeks a range of the order's key, which gives the order
MATCH (n:Notice)
WHERE n.byDeadline > $after AND n.byDeadline < $before
/*= notice_filters(n) */
//+ boroughs AND EXISTS { (n)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
//+ services AND EXISTS { (n)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services }
//+ stages AND n.stage IN $stages
//+ cpv AND any(code IN n.cpv WHERE any(beginning IN $cpv WHERE code STARTS WITH beginning))
//+ deadline AND n.deadline >= $deadlineFrom AND n.deadline <= $deadlineTo
//+ deadlineOrUnknown AND (n.deadline IS NULL OR n.deadline >= $deadlineFrom AND n.deadline <= $deadlineTo)
//+ published AND n.publishedDay >= $publishedFrom AND n.publishedDay <= $publishedTo
//+ publishedOrUnknown AND (n.publishedDay IS NULL OR n.publishedDay >= $publishedFrom AND n.publishedDay <= $publishedTo)
/*=*/
RETURN n.byDeadline AS key, n.id AS id, n.facts AS facts
ORDER BY key
//+ backward DESC
LIMIT $limit
