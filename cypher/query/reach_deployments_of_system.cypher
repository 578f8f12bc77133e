// reach_deployments_of_system: the deployments of some systems.
// in   $ids [string]
// out  id
UNWIND $ids AS id
MATCH (:System {id: id})<-[:OF]-(d:Deployment)
RETURN DISTINCT d.id AS id
