// derive_deployments: what the statuses and sort keys of some deployments are derived from.
// in   $ids [string]; $drafts string, the batch whose hidden nouns are included
// out  facts, earliest, newest, systemName, boroughName
// plan seeks Deployment.id by its index, then expands
UNWIND $ids AS id
MATCH (b:Borough)-[:RUNS]->(d:Deployment {id: id})-[:OF]->(s:System)
WHERE NOT d:Hidden OR d.batch = $drafts
CALL (d) {
  OPTIONAL MATCH (d)<-[:ON]-(e:Evidence)
  WHERE NOT e:Hidden OR e.batch = $drafts
  RETURN min(e.readDate) AS earliest, max(e.readDate) AS newest
}
RETURN d.facts AS facts, earliest, newest, s.name AS systemName, b.name AS boroughName
