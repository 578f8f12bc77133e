// concentration: the share of each vendor in the contracts of the given boroughs, of all boroughs
// together or of each by itself; and what was counted and left out. A contract counts once, under
// the first reason that fits. Answers Query.concentration and Borough.concentration.
// in   $apart boolean, true for each borough by itself; $asOf date; $level string, LEGAL_ENTITY,
//      MAKER or GROUP; $first int, the most ids for a vendor and for a reason; $terms [string],
//      $counted boolean: true for only the spans that questions count; $sellers, $makers boolean,
//      whether sellers and makers are vendors; $grouped boolean, whether the vendor is the head of
//      the group; $boroughs, $services [string] each with the mark of the same name
// out  parent, '' for all boroughs together; vendors [{id, byName, contracts, ids, annualPence,
//      knownCount, vats}], the values of contracts without another vendor; held {contracts,
//      unallocated, annualPence, knownCount, vats}, all contracts with a vendor, each counted once;
//      boroughs, withAnyContract, contracts, withKnownEnd, leftOut [{reason, count, ids}]
// plan seeks a range of Borough.byName or the given ones, then expands
MATCH (b:Borough)
WHERE b.byName > ''
//+ boroughs AND b.id IN $boroughs
WITH CASE WHEN $apart THEN b.id ELSE '' END AS parent, collect(b) AS asked,
  sum(CASE WHEN EXISTS { (b)-[:PARTY_TO]->(:Contract) } THEN 1 ELSE 0 END) AS withAnyContract
CALL (asked) {
  UNWIND asked AS b
  MATCH (b)-[:PARTY_TO]->(c:Contract)
  WITH DISTINCT c
  MATCH (c)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to
  //+ services AND EXISTS { /*= within_services((c)-[:FOR]->(:Service)) */ (c)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ }
  WITH c, t.term AS term, t.term IN $terms AND (t.counted OR NOT $counted) AS inScope, COLLECT {
    CALL (c) {
      MATCH (c)-[:WITH]->(member:Supplier)
      WHERE $sellers
      RETURN member
      UNION
      MATCH (c)-[:COVERS]->(:System)<-[makes:MAKES]-(member:Supplier)
      WHERE $makers AND makes.from <= $asOf AND $asOf <= makes.to
      RETURN member
    }
    MATCH (member)-[under:UNDER_HEAD]->(head:Supplier)
    WHERE under.from <= $asOf AND $asOf <= under.to
    RETURN DISTINCT CASE WHEN $grouped THEN head ELSE member END
  } AS vendors
  WITH *, CASE WHEN inScope AND c.annualPence IS NOT NULL THEN
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
    ELSE [] END AS owners
  ORDER BY c.id
  WITH collect({c: c, vendors: CASE WHEN inScope THEN vendors ELSE [] END, owners: owners, reason: CASE
    WHEN NOT inScope THEN term
    WHEN size(vendors) > 0 THEN null
    WHEN $level = 'MAKER' AND EXISTS { (c)-[:COVERS]->(:System) } THEN 'MAKER_UNKNOWN'
    WHEN $level = 'MAKER' THEN 'SYSTEM_UNKNOWN'
    WHEN c.suppliersWithheld THEN 'SUPPLIER_WITHHELD'
    ELSE 'SUPPLIER_UNKNOWN'
  END}) AS lookedAt
  RETURN lookedAt
}
CALL (lookedAt) {
  UNWIND lookedAt AS k
  WITH k.reason AS reason, count(k.c) AS contracts, count(k.c.countedEnd) AS withKnownEnd, collect(k.c.id)[..$first] AS ids
  ORDER BY reason
  RETURN sum(contracts) AS contracts, sum(withKnownEnd) AS withKnownEnd,
    collect(CASE WHEN reason IS NOT NULL THEN {reason: reason, count: contracts, ids: ids} END) AS leftOut
}
CALL (lookedAt) {
  UNWIND lookedAt AS k
  UNWIND k.vendors AS vendor
  WITH vendor, count(k.c) AS contracts, collect(k.c.id)[..$first] AS ids,
    collect(CASE WHEN k.owners = [vendor] THEN k.c END) AS priced
  RETURN collect({
    id: vendor.id, byName: vendor.byName, contracts: contracts, ids: ids, knownCount: size(priced), vats: [c IN priced | c.vat],
    annualPence: CASE WHEN size(priced) > 0 THEN reduce(sum = 0, c IN priced | sum + c.annualPence) END
  }) AS vendors
}
WITH *, [k IN lookedAt WHERE k.reason IS NULL] AS held
WITH *, [k IN held WHERE k.c.annualPence IS NOT NULL] AS priced
WITH *, [k IN priced WHERE size(k.owners) <> 1] AS unallocated
RETURN parent, vendors, {
  contracts: size(held), knownCount: size(priced), vats: [k IN priced | k.c.vat],
  annualPence: CASE WHEN size(priced) > 0 THEN reduce(sum = 0, k IN priced | sum + k.c.annualPence) END
} AS held, {
  knownCount: size(unallocated), vats: [k IN unallocated | k.c.vat],
  annualPence: CASE WHEN size(unallocated) > 0 THEN reduce(sum = 0, k IN unallocated | sum + k.c.annualPence) END
} AS unallocated, size(asked) AS boroughs, withAnyContract, contracts, withKnownEnd, leftOut
