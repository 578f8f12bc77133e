// deployments_by_id: deployments by id.
// in   $keys [string]
// out  key, id, facts, earliest, newest
// plan seeks Deployment.id by its unique index
UNWIND $keys AS key
MATCH (d:Deployment {id: key})
RETURN key, d.id AS id, d.facts AS facts, d.earliest AS earliest, d.newest AS newest
