// boroughs_covered(): how many boroughs are asked for, and how many of these have a contract.
// in   $boroughs [string] with boroughs
// out  boroughs, withAnyContract
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > ''
  //+ boroughs AND b.id IN $boroughs
  RETURN count(b) AS boroughs, sum(CASE WHEN EXISTS { (b)-[:PARTY_TO]->(:Contract) } THEN 1 ELSE 0 END) AS withAnyContract
}
