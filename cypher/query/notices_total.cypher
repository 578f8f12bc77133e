// notices_total: how many notices the list of notices.cypher has.
// in   as notices.cypher, without $limit; $after, $before bound the list itself
// out  total
// plan seeks a range of the order's key
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
RETURN count(n) AS total
