// vendor_links(): each vendor of each borough asked for, with the contract or the live deployment
// that links the two. A contract's value is allocated to a vendor if it has no other one of the
// same role.
// in   $asOf date; $boroughs [string] with boroughs; $terms [string]; $counted, $sellers, $makers,
//      $grouped boolean
// out  vendor, b, c, d
MATCH (b:Borough)
WHERE b.byName > ''
//+ boroughs AND b.id IN $boroughs
CALL (b) {
  // by the seller
  MATCH (b)-[:PARTY_TO]->(c:Contract)-[:WITH]->(member:Supplier)
  WHERE $sellers
    AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted) }
  RETURN member, c, null AS d
  UNION
  // by the maker of a system that a contract covers
  MATCH (b)-[:PARTY_TO]->(c:Contract)-[:COVERS]->(:System)<-[makes:MAKES]-(member:Supplier)
  WHERE $makers AND makes.from <= $asOf AND $asOf <= makes.to
    AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted) }
  RETURN member, c, null AS d
  UNION
  // by the maker of a system that the borough runs
  MATCH (b)-[:RUNS]->(d:Deployment)-[:OF]->(:System)<-[makes:MAKES]-(member:Supplier)
  WHERE $makers AND makes.from <= $asOf AND $asOf <= makes.to
    AND EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  RETURN member, null AS c, d
}
MATCH (member)-[under:UNDER_HEAD]->(head:Supplier)
WHERE under.from <= $asOf AND $asOf <= under.to
WITH CASE WHEN $grouped THEN head ELSE member END AS vendor, b, c, d
