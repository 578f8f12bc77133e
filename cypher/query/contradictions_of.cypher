// contradictions_of: the evidence of each borough, its contracts and its deployments that another source does not share, by
// subject, then field, newest first, undated last, then by id. estate.Contradictions decides which of it contradicts.
// in   $parents [string], boroughs; $fields [string], the single-valued ones
// out  parent, id, facts, origin
// plan seeks Borough.id and Evidence.subject by their indexes
UNWIND $parents AS parent
MATCH (b:Borough {id: parent})
CALL (b) {
  RETURN b.id AS subject
  UNION
  MATCH (b)-[:PARTY_TO]->(c:Contract) RETURN c.id AS subject
  UNION
  MATCH (b)-[:RUNS]->(d:Deployment) RETURN d.id AS subject
}
MATCH (e:Evidence {subject: subject})-[:FROM]->(o:Source)
WHERE e.field IN $fields
  AND EXISTS { MATCH (x:Evidence {subject: subject})-[:FROM]->(p:Source) WHERE x.field = e.field AND x.value <> e.value AND p.id <> o.id }
RETURN parent, e.id AS id, e.facts AS facts, o.facts AS origin
ORDER BY parent, subject, e.byField
