// put_contract_spans: writes what is derived from contracts: properties, terms, exit points and
// lost leverage.
// in   $rows [{id, properties, terms [properties], exits [properties], lost [properties]}]; $drafts
//      string, the batch whose hidden nouns are included
// plan seeks Contract.id by its index
UNWIND $rows AS row
MATCH (c:Contract {id: row.id})
WHERE NOT c:Hidden OR c.batch = $drafts
SET c += row.properties
FOREACH (term IN row.terms | CREATE (c)-[:STANDS]->(t:TermSpan) SET t = term)
FOREACH (exit IN row.exits | CREATE (c)-[:CAN_EXIT]->(x:ExitPoint) SET x = exit)
FOREACH (lost IN row.lost | CREATE (c)-[:LOST]->(x:Leverage) SET x = lost)
