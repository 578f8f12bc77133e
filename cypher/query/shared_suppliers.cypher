// shared_suppliers: vendors of at least $minBoroughs of the given boroughs, most boroughs first,
// then by name. Answers Query.sharedSuppliers.
// in   $asOf date; $minBoroughs int; $after, $before string, exclusive bounds of the sort key;
//      $limit int; $boroughs [string] with boroughs; $terms [string], $counted boolean: true for
//      only the spans that questions count; $sellers, $makers boolean, whether sellers and makers
//      are vendors; $grouped boolean, whether the vendor is the head of the group
// out  key, facts, boroughCount, contractCount, deploymentCount, annualPence (null if none is
//      known), knownCount, vats [string]
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
  RETURN member, c, null AS d, COUNT { (c)-[:WITH]->(:Supplier) } <= 1 AS allocated
  UNION
  // by the maker of a system that a contract covers
  MATCH (b)-[:PARTY_TO]->(c:Contract)-[:COVERS]->(:System)<-[makes:MAKES]-(member:Supplier)
  WHERE $makers AND makes.from <= $asOf AND $asOf <= makes.to
    AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR NOT $counted) }
  RETURN member, c, null AS d, COUNT {
    MATCH (c)-[:COVERS]->(:System)<-[m:MAKES]-(maker:Supplier)
    WHERE m.from <= $asOf AND $asOf <= m.to
    RETURN DISTINCT maker
  } <= 1 AS allocated
  UNION
  // by the maker of a system that the borough runs
  MATCH (b)-[:RUNS]->(d:Deployment)-[:OF]->(:System)<-[makes:MAKES]-(member:Supplier)
  WHERE $makers AND makes.from <= $asOf AND $asOf <= makes.to
    AND EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  RETURN member, null AS c, d, false AS allocated
}
MATCH (member)-[under:UNDER_HEAD]->(head:Supplier)
WHERE under.from <= $asOf AND $asOf <= under.to
WITH CASE WHEN $grouped THEN head ELSE member END AS vendor, b, c, d, allocated
/*=*/
WITH vendor, count(DISTINCT b) AS boroughCount, count(DISTINCT c) AS contractCount, count(DISTINCT d) AS deploymentCount,
  collect(DISTINCT CASE WHEN allocated AND c.annualPence IS NOT NULL THEN c END) AS priced
WHERE boroughCount >= $minBoroughs
WITH *, right('0' + toString(99 - boroughCount), 2) + '\t' + vendor.byName AS key
WHERE key > $after AND key < $before
WITH *
ORDER BY key
//+ backward DESC
LIMIT $limit
RETURN key, vendor.facts AS facts, boroughCount, contractCount, deploymentCount, size(priced) AS knownCount,
  CASE WHEN size(priced) > 0 THEN reduce(sum = 0, c IN priced | sum + c.annualPence) END AS annualPence,
  [c IN priced | c.vat] AS vats
ORDER BY key
//+ backward DESC
