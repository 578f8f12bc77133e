// clear_status_spans: deletes the statuses of some deployments.
// in   $ids [string]
UNWIND $ids AS id
MATCH (:Deployment {id: id})-[:STANDS]->(t:StatusSpan)
DETACH DELETE t
