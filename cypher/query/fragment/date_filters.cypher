// date_filters(@contract): the contract's term and end are among those asked for; questions count
// it or not; it has one of the frameworks; and what is asked for is unknown of it. An unknown end
// includes that of a rolling contract.
// in   $terms [string] with terms; $asOf date with terms, counted or notCounted; $frameworks
//      [string] with frameworks; $endFrom, $endTo date with end or endOrUnknown
//+ terms AND EXISTS { (@contract)-[:STANDS]->(t:TermSpan) WHERE t.term IN $terms AND t.from <= $asOf AND $asOf <= t.to }
//+ end AND @contract.countedEnd >= $endFrom AND @contract.countedEnd <= $endTo
//+ endOrUnknown AND (@contract.countedEnd IS NULL OR @contract.countedEnd >= $endFrom AND @contract.countedEnd <= $endTo)
//+ counted AND EXISTS { (@contract)-[:STANDS]->(t:TermSpan) WHERE t.counted AND t.from <= $asOf AND $asOf <= t.to }
//+ notCounted AND EXISTS { (@contract)-[:STANDS]->(t:TermSpan) WHERE NOT t.counted AND t.from <= $asOf AND $asOf <= t.to }
//+ frameworks AND EXISTS { (@contract)-[:CALLED_OFF]->(w:Framework) WHERE w.id IN $frameworks }
//+ unknownBorough AND NOT EXISTS { (@contract)<-[:PARTY_TO]-(:Borough) }
//+ unknownService AND NOT EXISTS { (@contract)-[:FOR]->(:Service) }
//+ unknownSupplier AND NOT EXISTS { (@contract)-[:WITH]->(:Supplier) }
//+ unknownSystem AND NOT EXISTS { (@contract)-[:COVERS]->(:System) }
//+ unknownFramework AND NOT EXISTS { (@contract)-[:CALLED_OFF]->(:Framework) }
//+ unknownTerm AND NOT EXISTS { (@contract)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to }
//+ unknownEnd AND @contract.countedEnd IS NULL
