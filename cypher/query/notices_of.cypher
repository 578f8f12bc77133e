// notices_of: the notices of each borough, supplier, contract or framework that match a filter, in
// one of their orders. Answers Borough.notices, Supplier.notices, Contract.notices and
// Framework.notices.
// in   $parents [string], ids of boroughs, suppliers, contracts and frameworks; $after, $before
//      string, exclusive bounds of the sort key; $limit int; the rest as in notices.cypher
// word byDeadline stands for the order's key: byDeadline or byPublishedDateDesc
// out  parent, key, id, facts
// plan seeks Borough.id, Supplier.id, Contract.id and Framework.id by their unique indexes, then
//      expands
UNWIND $parents AS parent
CALL (parent) {
  CALL (parent) {
    MATCH (:Borough {id: parent})-[:PARTY_TO]->(n:Notice) RETURN n
    UNION
    MATCH (:Supplier {id: parent})<-[:WITH]-(n:Notice) RETURN n
    UNION
    MATCH (:Contract {id: parent})<-[:ABOUT]-(n:Notice) RETURN n
    UNION
    MATCH (:Framework {id: parent})<-[:ABOUT]-(n:Notice) RETURN n
  }
  WITH n
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
  WITH n
  ORDER BY n.byDeadline
  //+ backward DESC
  LIMIT $limit
  RETURN n
}
RETURN parent, n.byDeadline AS key, n.id AS id, n.facts AS facts
ORDER BY key
//+ backward DESC
