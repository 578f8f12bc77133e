// reach_services_of_area: the services in some areas.
// in   $ids [string]
// out  id
UNWIND $ids AS id
MATCH (:Service {id: id})<-[:PART_OF]-(s:Service)
RETURN DISTINCT s.id AS id
