// derive_services: what the sort keys of some services are made of.
// in   $ids [string]
// out  facts, areaName
UNWIND $ids AS id
MATCH (s:Service {id: id})
OPTIONAL MATCH (s)-[:PART_OF]->(a:Service)
RETURN s.facts AS facts, a.name AS areaName
