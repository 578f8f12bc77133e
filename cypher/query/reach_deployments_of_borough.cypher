// reach_deployments_of_borough: the deployments in some boroughs.
// in   $ids [string]
// out  id
UNWIND $ids AS id
MATCH (:Borough {id: id})-[:RUNS]->(d:Deployment)
RETURN DISTINCT d.id AS id
