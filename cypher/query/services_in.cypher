// services_in: the services of each area by name. Answers Service.services.
// in   $parents [string], ids of areas
// out  parent, id, facts
// plan seeks Service.id by its unique index, then expands
UNWIND $parents AS parent
MATCH (:Service {id: parent})<-[:PART_OF]-(s:Service)
RETURN parent, s.id AS id, s.facts AS facts
ORDER BY s.byArea
