// services_total: how many services the list of services.cypher has.
// in   $areas [string] with areas; $areasOnly boolean with areasOnly
// out  total
// plan seeks a range of Service.byArea
MATCH (s:Service)
WHERE s.byArea > ''
//+ areas AND EXISTS { (s)-[:PART_OF]->(a:Service) WHERE a.id IN $areas }
//+ areasOnly AND s.isArea = $areasOnly
RETURN count(s) AS total
