// services: services by area, then name, an area before the services in it. Answers Query.services.
// in   $after, $before string, exclusive bounds of the sort key; $limit int; $areas [string] with
//      areas; $areasOnly boolean with areasOnly
// out  key, id, facts
// plan seeks a range of Service.byArea, which gives the order
MATCH (s:Service)
WHERE s.byArea > $after AND s.byArea < $before
//+ areas AND EXISTS { (s)-[:PART_OF]->(a:Service) WHERE a.id IN $areas }
//+ areasOnly AND s.isArea = $areasOnly
RETURN s.byArea AS key, s.id AS id, s.facts AS facts
ORDER BY key
//+ backward DESC
LIMIT $limit
