// contradictions_of: the evidence on each borough, its contracts and its deployments for which
// another source gives another value: by subject, then field, newest first, undated last, then id.
// estate.Contradictions decides which of these contradict each other.
// in   $parents [string], boroughs; $fields [string], the single-valued ones
// out  parent, id, facts, origin
// plan seeks Borough.id by its index, then expands
UNWIND $parents AS parent
MATCH (b:Borough {id: parent})
CALL (b) {
  RETURN b AS n
  UNION
  MATCH (b)-[:PARTY_TO]->(n:Contract) RETURN n
  UNION
  MATCH (b)-[:RUNS]->(n:Deployment) RETURN n
}
MATCH (n)<-[:ON]-(e:Evidence)-[:FROM]->(o:Source)
WHERE e.field IN $fields
  AND EXISTS { MATCH (n)<-[:ON]-(x:Evidence)-[:FROM]->(p:Source) WHERE x.field = e.field AND x.value <> e.value AND p.id <> o.id }
RETURN parent, e.id AS id, e.facts AS facts, o.facts AS origin
ORDER BY parent, n.id, e.byField
