// derive_deployments: what the statuses and sort keys of some deployments are made of.
// in   $ids [string]
// out  facts, earliest, newest, systemName, boroughName
UNWIND $ids AS id
MATCH (b:Borough)-[:RUNS]->(d:Deployment {id: id})-[:OF]->(s:System)
CALL (d) {
  OPTIONAL MATCH (d)<-[:ON]-(e:Evidence)
  RETURN min(e.readDate) AS earliest, max(e.readDate) AS newest
}
RETURN d.facts AS facts, earliest, newest, s.name AS systemName, b.name AS boroughName
