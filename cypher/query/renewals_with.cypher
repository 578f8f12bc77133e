// contracts_named: how many contracts name some suppliers, systems or services, one that names several for each. Asked before renewals.
// in   $targets [string], ids of one kind, a service standing for those in it too
// out  contracts
// plan seeks each by its id and counts its relationships without reading them
CALL () {
  MATCH (g:Supplier) WHERE g.id IN $targets RETURN g
  UNION
  MATCH (g:System) WHERE g.id IN $targets RETURN g
  UNION
  MATCH (v:Service)<-[:PART_OF*0..1]-(g:Service) WHERE v.id IN $targets RETURN g
}
RETURN sum(COUNT { (g)-[:WITH|COVERS|FOR]-() }) AS contracts
