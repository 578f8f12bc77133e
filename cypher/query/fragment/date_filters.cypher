// date_filters(@contract): the contract's term and end are among those asked for.
// in   $terms [string] and $asOf date with terms; $endFrom, $endTo date with end or endOrUnknown
//+ terms AND EXISTS { (@contract)-[:STANDS]->(t:TermSpan) WHERE t.term IN $terms AND t.from <= $asOf AND $asOf <= t.to }
//+ end AND @contract.countedEnd >= $endFrom AND @contract.countedEnd <= $endTo
//+ endOrUnknown AND (@contract.countedEnd IS NULL OR @contract.countedEnd >= $endFrom AND @contract.countedEnd <= $endTo)
