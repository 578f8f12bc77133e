// derive_services: what the sort keys of some services are derived from.
// in   $ids [string]; $drafts string, the batch whose hidden nouns are included
// out  facts, areaName
// plan seeks Service.id by its index, then expands
UNWIND $ids AS id
MATCH (s:Service {id: id})
WHERE NOT s:Hidden OR s.batch = $drafts
OPTIONAL MATCH (s)-[:PART_OF]->(a:Service)
RETURN s.facts AS facts, a.name AS areaName
