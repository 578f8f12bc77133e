// shared_suppliers_coverage: what shared_suppliers.cypher counts and what it leaves out. A contract
// counts once, under the first reason that fits; reasons come by name, their contracts by id.
// in   $asOf date; $level string, LEGAL_ENTITY, MAKER or GROUP; $first int, the most ids for a
//      reason; $boroughs [string] with boroughs; $terms [string]; $counted boolean
// out  boroughs, withAnyContract, contracts, withKnownEnd, leftOut [{reason, count, ids}],
//      deployments [{status, count}]
// plan seeks a range of Borough.byName or the given ones, then expands
/*= boroughs_covered() */
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > ''
  //+ boroughs AND b.id IN $boroughs
  RETURN count(b) AS boroughs, sum(CASE WHEN EXISTS { (b)-[:PARTY_TO]->(:Contract) } THEN 1 ELSE 0 END) AS withAnyContract
}
/*=*/
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > ''
  //+ boroughs AND b.id IN $boroughs
  MATCH (b)-[:PARTY_TO]->(c:Contract)
  WITH DISTINCT c
  MATCH (c)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to
  WITH c, t.term IN $terms AND (t.counted OR NOT $counted) AS asked, t.term AS term,
    EXISTS { (c)-[:WITH]->(:Supplier) } AS sold,
    EXISTS { (c)-[:COVERS]->(:System) } AS covers,
    EXISTS { (c)-[:COVERS]->(:System)<-[m:MAKES]-(:Supplier) WHERE m.from <= $asOf AND $asOf <= m.to } AS made
  WITH c, CASE
    WHEN NOT asked THEN term
    WHEN $level = 'MAKER' AND NOT covers THEN 'SYSTEM_UNKNOWN'
    WHEN $level = 'MAKER' AND NOT made THEN 'MAKER_UNKNOWN'
    WHEN $level = 'MAKER' OR sold OR $level = 'GROUP' AND made THEN null
    WHEN c.suppliersWithheld THEN 'SUPPLIER_WITHHELD'
    ELSE 'SUPPLIER_UNKNOWN'
  END AS reason
  ORDER BY c.id
  /*= contracts_left_out(c) */
  WITH reason, count(c) AS contracts, count(c.countedEnd) AS withKnownEnd, collect(c.id)[..$first] AS ids
  ORDER BY reason
  RETURN sum(contracts) AS contracts, sum(withKnownEnd) AS withKnownEnd,
    collect(CASE WHEN reason IS NOT NULL THEN {reason: reason, count: contracts, ids: ids} END) AS leftOut
  /*=*/
}
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > '' AND $level <> 'LEGAL_ENTITY'
  //+ boroughs AND b.id IN $boroughs
  MATCH (b)-[:RUNS]->(d:Deployment)-[:STANDS]->(t:StatusSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to AND t.status <> 'LIVE'
  WITH t.status AS status, count(DISTINCT d) AS count
  ORDER BY status
  RETURN collect({status: status, count: count}) AS deployments
}
RETURN boroughs, withAnyContract, contracts, withKnownEnd, leftOut, deployments
