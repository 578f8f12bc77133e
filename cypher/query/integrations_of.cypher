// integrations_of: the integrations of each system, as the one that names the other or the one that
// is named: by the other's name, then borough, then deployment. Answers System.integrations.
// in   $parents [string], ids of systems
// out  parent, deployment, borough, named, other, what, inferred
// plan seeks System.id by its unique index, then expands
UNWIND $parents AS parent
CALL (parent) {
  MATCH (:System {id: parent})<-[:OF]-(d:Deployment)-[i:INTEGRATES_WITH]->(other:System)
  RETURN d, i, other, other AS named
  UNION ALL
  MATCH (named:System {id: parent})<-[i:INTEGRATES_WITH]-(d:Deployment)-[:OF]->(other:System)
  RETURN d, i, other, named
}
MATCH (b:Borough)-[:RUNS]->(d)
WITH parent, d, b, i, other, named
ORDER BY parent, other.byName, b.byName, d.id
RETURN parent, d.id AS deployment, b.id AS borough, named.id AS named, other.id AS other, i.what AS what, i.inferred AS inferred
