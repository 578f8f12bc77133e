// lost_leverage_total: how many rows the list of lost_leverage.cypher has.
// in   as lost_leverage.cypher, without $after, $before and $limit
// out  total
// plan seeks a range of Leverage.byKind, then expands
MATCH (x:Leverage)
WHERE x.byKind > ''
  AND x.from <= $asOf AND $asOf <= x.to
//+ kinds AND x.kind IN $kinds
MATCH (x)<-[:LOST]-(c:Contract)-[:STANDS]->(t:TermSpan)
WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR t.term IN $beside OR NOT $counted)
//+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
RETURN count(x) AS total
