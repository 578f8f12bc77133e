// notices_of_total: how many notices each list of notices_of.cypher has.
// in   as notices_of.cypher, without $limit; $after, $before bound the list itself
// out  parent, total
// plan seeks Borough.id, Supplier.id, Contract.id and Framework.id by their unique indexes, then
//      expands
UNWIND $parents AS parent
CALL (parent) {
  MATCH (:Borough {id: parent})-[:PARTY_TO]->(n:Notice) RETURN n
  UNION
  MATCH (:Supplier {id: parent})<-[:WITH]-(n:Notice) RETURN n
  UNION
  MATCH (:Contract {id: parent})<-[:ABOUT]-(n:Notice) RETURN n
  UNION
  MATCH (:Framework {id: parent})<-[:ABOUT]-(n:Notice) RETURN n
}
WITH parent, n
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
RETURN parent, count(n) AS total
