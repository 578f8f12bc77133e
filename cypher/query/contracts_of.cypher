// contracts_of: the contracts of each borough, supplier, system, partnership or framework that a filter lets through, in an order.
// Answers Borough.contracts, Supplier.contracts, System.contracts, Partnership.contracts and Framework.contracts.
// in   $parents [string], ids of boroughs, suppliers, systems, partnerships and frameworks; $after, $before string, the sort keys to stay between; $limit int;
//      $boroughs, $suppliers, $systems, $services, $terms [string] each with the mark of its name, a service
//      stands for those in it too; $asOf date of the terms; $endFrom, $endTo date with end or endOrUnknown
// word byEndDate stands for the order's key: byEndDate, byEndDateDesc, byStartDate, byStartDateDesc or byTitle
// out  parent, key, id, facts, earliest, newest, succession, predecessors [string]
// plan seeks Borough.id, Supplier.id, System.id, Partnership.id and Framework.id by their unique indexes, then expands
UNWIND $parents AS parent
CALL (parent) {
  CALL (parent) {
    MATCH (:Borough {id: parent})-[:PARTY_TO]->(c:Contract) RETURN c
    UNION
    MATCH (:Supplier {id: parent})<-[:WITH]-(c:Contract) RETURN c
    UNION
    MATCH (:System {id: parent})<-[:COVERS]-(c:Contract) RETURN c
    UNION
    MATCH (:Partnership {id: parent})<-[:MEMBER_OF]-(:Borough)-[:PARTY_TO]->(c:Contract) RETURN c
      UNION
    MATCH (:Framework {id: parent})<-[:CALLED_OFF]-(c:Contract) RETURN c
  }
  WITH c
  WHERE c.byEndDate > $after AND c.byEndDate < $before
  //+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
  //+ suppliers AND EXISTS { (c)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
  //+ systems AND EXISTS { (c)-[:COVERS]->(s:System) WHERE s.id IN $systems }
  //+ services AND EXISTS { (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services }
  //+ terms AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.term IN $terms AND t.from <= $asOf AND $asOf <= t.to }
  //+ end AND c.countedEnd >= $endFrom AND c.countedEnd <= $endTo
  //+ endOrUnknown AND (c.countedEnd IS NULL OR c.countedEnd >= $endFrom AND c.countedEnd <= $endTo)
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
