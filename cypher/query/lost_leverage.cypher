// lost_leverage: contracts with which leverage was lost, and how, by kind, then contract. Answers
// Query.lostLeverage.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $asOf date; $terms
//      [string]; $counted boolean: true for only the spans that questions count, or that have one
//      of the terms $beside [string]; $kinds, $boroughs [string] each with the mark of the same
//      name
// out  key, kind, term, contract as in contracts_by_id.cypher, successor in the same form, null
//      except for OPTION_UNUSED
// plan seeks a range of Leverage.byKind, which gives the order, then expands
MATCH (x:Leverage)
WHERE x.byKind > $after AND x.byKind < $before
  AND x.from <= $asOf AND $asOf <= x.to
//+ kinds AND x.kind IN $kinds
MATCH (x)<-[:LOST]-(c:Contract)-[:STANDS]->(t:TermSpan)
WHERE t.from <= $asOf AND $asOf <= t.to AND t.term IN $terms AND (t.counted OR t.term IN $beside OR NOT $counted)
//+ boroughs AND EXISTS { (c)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
WITH x.byKind AS key, x.kind AS kind, t.term AS term, c
ORDER BY key
//+ backward DESC
LIMIT $limit
RETURN key, kind, term,
  c {.id, .facts, .earliest, .newest, .succession, predecessors: [(c)<-[:SUCCEEDED_BY]-(p:Contract) | p.id]} AS contract,
  CASE WHEN kind = 'OPTION_UNUSED' THEN head([(c)-[:SUCCEEDED_BY]->(n:Contract) |
    n {.id, .facts, .earliest, .newest, .succession, predecessors: [(n)<-[:SUCCEEDED_BY]-(p:Contract) | p.id]}]) END AS successor
ORDER BY key
//+ backward DESC
