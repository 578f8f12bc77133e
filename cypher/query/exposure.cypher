// exposure: what depends on the group of each supplier: the boroughs' contracts that a member sells
// or that cover a system that a member makes, and the live deployments of such systems; and every
// noun that these name, once. Answers Query.exposure and Supplier.exposure.
// in   $suppliers [string]; $asOf date; $terms [string]; $counted boolean
// out  parent, links [contract as in contracts_by_id.cypher or deployment as in
//      deployments_by_id.cypher, with isContract, term, readOn, allocated, members [{id, route}] by
//      id, then route, and ids: boroughs, systems (all of a contract that a member sells, else
//      those that a member makes), services, sellers, makers], nouns [{id, facts}]
// plan seeks Supplier.id by its unique index, then expands
UNWIND $suppliers AS parent
MATCH (:Supplier {id: parent})-[over:UNDER_HEAD]->(head:Supplier)
WHERE over.from <= $asOf AND $asOf <= over.to
// A second MATCH, because one pattern never uses a relationship twice.
MATCH (member:Supplier)-[under:UNDER_HEAD]->(head)
WHERE under.from <= $asOf AND $asOf <= under.to
WITH parent, collect(DISTINCT member) AS members
CALL (members) {
  CALL (members) {
    UNWIND members AS member
    MATCH (member)<-[:WITH]-(c:Contract)
    RETURN c AS subject, member, 'SELLER' AS route
    UNION
    UNWIND members AS member
    MATCH (member)-[makes:MAKES]->(:System)<-[:COVERS]-(c:Contract)
    WHERE makes.from <= $asOf AND $asOf <= makes.to
    RETURN c AS subject, member, 'MAKER' AS route
    UNION
    UNWIND members AS member
    MATCH (member)-[makes:MAKES]->(:System)<-[:OF]-(d:Deployment)
    WHERE makes.from <= $asOf AND $asOf <= makes.to
    RETURN d AS subject, member, 'MAKER' AS route
  }
  WITH subject, member, route, members
  ORDER BY member.id, route
  WITH members, subject, collect({member: member, route: route}) AS holds
  MATCH (subject)-[:STANDS]->(t:TermSpan|StatusSpan)
  WHERE t.from <= $asOf AND $asOf <= t.to AND (t.status = 'LIVE' OR t.term IN $terms AND (t.counted OR NOT $counted))
  WITH subject, t.term AS term, [h IN holds WHERE h.route = 'SELLER'] <> [] AS sold, [h IN holds WHERE h.route = 'MAKER'] <> [] AS made, holds, members,
    COLLECT { MATCH (b:Borough)-[:PARTY_TO|RUNS]->(subject) RETURN b } AS boroughs,
    COLLECT { MATCH (subject)-[:FOR|DELIVERS]->(v:Service) RETURN v } AS services,
    COLLECT { MATCH (subject)-[:WITH]->(s:Supplier) RETURN s } AS suppliers,
    COLLECT {
      MATCH (subject)-[:COVERS]->(:System)<-[m:MAKES]-(s:Supplier)
      WHERE m.from <= $asOf AND $asOf <= m.to
      RETURN DISTINCT s
    } AS makers
  WHERE size(boroughs) > 0
  RETURN collect({
    subject: subject, term: term, holds: holds, boroughs: boroughs, services: services,
    sellers: [s IN suppliers WHERE NOT s IN members], makers: [s IN makers WHERE sold AND NOT s IN members],
    allocated: term IS NOT NULL AND CASE WHEN suppliers <> [] THEN all(s IN suppliers WHERE s IN members) ELSE all(s IN makers WHERE s IN members) END,
    systems: COLLECT {
      MATCH (subject)-[:COVERS|OF]->(y:System)
      WHERE sold OR EXISTS { (y)<-[m:MAKES]-(s:Supplier) WHERE m.from <= $asOf AND $asOf <= m.to AND s IN members }
      RETURN y
    }
  }) AS links
}
RETURN parent, COLLECT {
  UNWIND links AS l
  WITH l, l.subject AS s
  RETURN s {
    .id, .facts, .earliest, .newest, .succession, predecessors: [(s)<-[:SUCCEEDED_BY]-(p:Contract) | p.id], isContract: s:Contract,
    term: l.term, readOn: COLLECT { MATCH (s)<-[:ON]-(e:Evidence) WHERE e.readDate <= $asOf + '~' RETURN e.readDate ORDER BY e.readDate DESC LIMIT 1 }[0], allocated: l.allocated, members: [h IN l.holds | {id: h.member.id, route: h.route}],
    boroughs: [n IN l.boroughs | n.id], systems: [n IN l.systems | n.id], services: [n IN l.services | n.id],
    sellers: [n IN l.sellers | n.id], makers: [n IN l.makers | n.id]
  }
} AS links, COLLECT {
  UNWIND links AS l
  UNWIND l.boroughs + l.systems + l.services + l.sellers + l.makers + [h IN l.holds | h.member] AS n
  WITH DISTINCT n
  RETURN n {.id, .facts}
} AS nouns
