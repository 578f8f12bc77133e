// put_status_spans: writes what is derived from deployments: properties and statuses.
// in   $rows [{id, properties, statuses [properties]}]; $drafts string, the batch whose hidden
//      nouns are included
// plan seeks Deployment.id by its index
UNWIND $rows AS row
MATCH (d:Deployment {id: row.id})
WHERE NOT d:Hidden OR d.batch = $drafts
SET d += row.properties
FOREACH (status IN row.statuses | CREATE (d)-[:STANDS]->(t:StatusSpan) SET t = status)
