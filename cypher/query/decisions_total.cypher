// decisions_total: how many decisions the list of decisions.cypher has.
// out  total
// plan seeks a range of Decision.id
MATCH (d:Decision)
WHERE d.id > ''
RETURN count(d) AS total
