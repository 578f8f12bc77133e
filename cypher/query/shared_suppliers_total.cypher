// shared_suppliers_total: how many vendors the list of shared_suppliers.cypher has.
// in   as shared_suppliers.cypher, without $after, $before and $limit
// out  total
// plan seeks a range of Borough.byName or the given ones, then expands
/*= vendor_links() */
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
/*=*/
WITH vendor, count(DISTINCT b) AS boroughCount
WHERE boroughCount >= $minBoroughs
RETURN count(vendor) AS total
