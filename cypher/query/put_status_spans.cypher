// put_status_spans: gives deployments what the rules make of their facts: properties and statuses.
// in   $rows [{id, properties, statuses [properties]}]; $drafts string, the batch whose hidden nouns are meant too
// plan seeks Deployment.id by its index
UNWIND $rows AS row
MATCH (d:Deployment {id: row.id})
WHERE NOT d:Hidden OR d.batch = $drafts
SET d += row.properties
FOREACH (status IN row.statuses | CREATE (d)-[:STANDS]->(t:StatusSpan) SET t = status)
