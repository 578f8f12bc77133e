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
WITH vendor, count(DISTINCT b) AS boroughCount, count(DISTINCT c) AS contractCount, count(DISTINCT d) AS deploymentCount,
  collect(DISTINCT CASE WHEN c.annualPence IS NOT NULL THEN c END) AS known
WHERE boroughCount >= $minBoroughs
WITH *, right('0' + toString(99 - boroughCount), 2) + '\t' + vendor.byName AS key
WHERE key > $after AND key < $before
WITH *
ORDER BY key
//+ backward DESC
LIMIT $limit
CALL (vendor, known) {
  UNWIND known AS c
  WITH vendor, c,
    /*= owners(c) */
    COLLECT {
      CALL (c) {
        MATCH (c)-[:WITH]->(owner:Supplier)
        WHERE $sellers
        RETURN owner
        UNION
        MATCH (c)-[:COVERS]->(:System)<-[made:MAKES]-(owner:Supplier)
        WHERE $makers AND made.from <= $asOf AND $asOf <= made.to
          AND NOT ($sellers AND EXISTS { (c)-[:WITH]->(:Supplier) })
        RETURN owner
      }
      MATCH (owner)-[up:UNDER_HEAD]->(top:Supplier)
      WHERE up.from <= $asOf AND $asOf <= up.to
      RETURN DISTINCT CASE WHEN $grouped THEN top ELSE owner END
    }
    /*=*/
    AS owners
  WHERE owners = [vendor]
  RETURN collect(c) AS priced
}
RETURN key, vendor.facts AS facts, boroughCount, contractCount, deploymentCount, size(priced) AS knownCount,
  CASE WHEN size(priced) > 0 THEN reduce(sum = 0, c IN priced | sum + c.annualPence) END AS annualPence,
  [c IN priced | c.vat] AS vats
ORDER BY key
//+ backward DESC
