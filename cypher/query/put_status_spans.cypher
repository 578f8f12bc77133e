// put_status_spans: gives deployments their statuses.
// in   $rows [{id, properties}]
UNWIND $rows AS row
MATCH (d:Deployment {id: row.id})
CREATE (d)-[:STANDS]->(t:StatusSpan)
SET t = row.properties
