// lost_leverage_coverage: the contracts of the given boroughs, and those left out because of their
// term or because it is unknown whether leverage was lost. A contract counts once, under the first
// reason that fits. Reasons come by name, and their contracts by id.
// in   $asOf date; $first int, the most ids for a reason; $terms [string]; $counted boolean;
//      $beside [string]; $boroughs, $kinds [string] each with the mark of the same name; the marks
//      options and awards are on if the query asks for OPTION_UNUSED and DIRECT_AWARD
// out  boroughs, withAnyContract, contracts, withKnownEnd, leftOut [{reason, count, ids}]
// plan seeks a range of Contract.byEndDate, or the given boroughs, then expands
/*= boroughs_covered() */
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > ''
  //+ boroughs AND b.id IN $boroughs
  RETURN count(b) AS boroughs, sum(CASE WHEN EXISTS { (b)-[:PARTY_TO]->(:Contract) } THEN 1 ELSE 0 END) AS withAnyContract
}
/*=*/
CALL () {
  //+ boroughs MATCH (b:Borough)-[:PARTY_TO]->(c:Contract) WHERE b.id IN $boroughs WITH DISTINCT c
  MATCH (c:Contract)
  WHERE c.byEndDate > ''
  MATCH (c)-[:STANDS]->(t:TermSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to
  WITH c, CASE
    WHEN NOT (t.term IN $terms AND (t.counted OR t.term IN $beside OR NOT $counted)) THEN t.term
    WHEN EXISTS { (c)-[:LOST]->(x:Leverage) WHERE x.from <= $asOf AND $asOf <= x.to
      //+ kinds AND x.kind IN $kinds
    } THEN null
    //+ options WHEN c.succession <= $asOf AND c.optionsUntold THEN 'EXTENSIONS_UNKNOWN'
    //+ awards WHEN c.methodUntold THEN 'METHOD_UNKNOWN'
  END AS reason
  ORDER BY c.id
  /*= contracts_left_out(c) */
  WITH reason, count(c) AS contracts, count(c.countedEnd) AS withKnownEnd, collect(c.id)[..$first] AS ids
  ORDER BY reason
  RETURN sum(contracts) AS contracts, sum(withKnownEnd) AS withKnownEnd,
    collect(CASE WHEN reason IS NOT NULL THEN {reason: reason, count: contracts, ids: ids} END) AS leftOut
  /*=*/
}
RETURN boroughs, withAnyContract, contracts, withKnownEnd, leftOut
