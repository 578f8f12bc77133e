// contracts_total: how many contracts the list of contracts.cypher has.
// in   as contracts.cypher, without $after, $before and $limit
// out  total
// plan seeks a range of the order's key
MATCH (c:Contract)
WHERE c.byEndDate > ''
/*= date_filters(c) */
//+ terms AND EXISTS { (c)-[:STANDS]->(t:TermSpan) WHERE t.term IN $terms AND t.from <= $asOf AND $asOf <= t.to }
//+ end AND c.countedEnd >= $endFrom AND c.countedEnd <= $endTo
//+ endOrUnknown AND (c.countedEnd IS NULL OR c.countedEnd >= $endFrom AND c.countedEnd <= $endTo)
/*=*/
RETURN count(c) AS total
