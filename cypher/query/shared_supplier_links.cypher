// shared_supplier_links: the boroughs of each vendor by name, with what links the two: contracts by
// end date, unknown ends last, then deployments by system. Each contract is one link: by a seller
// if there is one, then by the member with the least id. Answers VendorShare.boroughs.
// in   $vendors [string]; $limit int, links for a borough; the others as in shared_suppliers.cypher
// out  vendor, borough, boroughFacts, contractCount, deploymentCount, links [{contract, endDate,
//      endStated, term, readOn, deployment {id, facts, earliest, newest}, systems [{id, facts}],
//      member, memberName, signedAs, undated, inferred}]
// plan seeks Supplier.id by its unique index, then expands
UNWIND $vendors AS vendor
MATCH (head:Supplier {id: vendor})
CALL (head) {
  WITH head
  WHERE NOT $grouped
  RETURN head AS member, false AS undated, false AS inferred
  UNION ALL
  MATCH (member:Supplier)-[under:UNDER_HEAD]->(head)
  WHERE $grouped AND under.from <= $asOf AND $asOf <= under.to
  RETURN member, under.undated AS undated, under.inferred AS inferred
}
CALL (member) {
  MATCH (member)<-[sold:WITH]-(c:Contract)
  WHERE $sellers
  RETURN c, null AS d, true AS seller, sold.signedAs AS signedAs, sold.inferred AS doubtful
  UNION ALL
  MATCH (member)-[makes:MAKES]->(:System)<-[:COVERS]-(c:Contract)
  WHERE $makers AND makes.from <= $asOf AND $asOf <= makes.to
    AND NOT ($sellers AND EXISTS { (member)<-[:WITH]-(c) })
  WITH c, collect(makes.inferred) AS doubts
  RETURN c, null AS d, false AS seller, null AS signedAs, true IN doubts AS doubtful
  UNION ALL
  MATCH (member)-[makes:MAKES]->(:System)<-[:OF]-(d:Deployment)
  WHERE $makers AND makes.from <= $asOf AND $asOf <= makes.to
    AND EXISTS { (d)-[:STANDS]->(t:StatusSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND t.status = 'LIVE' }
  RETURN null AS c, d, false AS seller, null AS signedAs, makes.inferred AS doubtful
}
WITH vendor, member, undated, inferred OR doubtful AS inferred, c, d, seller, signedAs, coalesce(c, d) AS subject
OPTIONAL MATCH (c)-[:STANDS]->(term:TermSpan)
WHERE term.from <= $asOf AND $asOf <= term.to
WITH *
WHERE d IS NOT NULL OR term.term IN $terms AND (term.counted OR NOT $counted)
MATCH (b:Borough)-[:PARTY_TO|RUNS]->(subject)
//+ boroughs WHERE b.id IN $boroughs
WITH *
ORDER BY seller DESC, member.id
WITH vendor, b, c, d,
  collect({c: c, d: d, term: term.term, seller: seller, member: member, signedAs: signedAs, undated: undated, inferred: inferred})[0] AS link
ORDER BY CASE WHEN d IS NULL THEN 0 ELSE 1 END, coalesce(c.byEndDate, d.bySystem)
WITH vendor, b, count(c) AS contractCount, count(d) AS deploymentCount, collect(link)[..$limit] AS links
RETURN vendor, b.id AS borough, b.facts AS boroughFacts, contractCount, deploymentCount, COLLECT {
  UNWIND links AS link
  WITH link, link.c AS c, link.d AS d, coalesce(link.c, link.d) AS subject, link.member AS member
  RETURN {
    contract: c.id, endDate: c.countedEnd, term: link.term, endStated: CASE WHEN c.countedEnd IS NOT NULL THEN c.endDate END,
    readOn: COLLECT { MATCH (subject)<-[:ON]-(e:Evidence) WHERE e.readDate <= $asOf + '~' RETURN e.readDate ORDER BY e.readDate DESC LIMIT 1 }[0],
    deployment: CASE WHEN d IS NOT NULL THEN d {.id, .facts, .earliest, .newest} END,
    member: member.id, memberName: member.name, signedAs: link.signedAs, undated: link.undated, inferred: link.inferred,
    systems: COLLECT {
      MATCH (subject)-[:COVERS|OF]->(s:System)
      WHERE d IS NOT NULL OR link.seller OR EXISTS {
        MATCH (s)<-[m:MAKES]-(maker:Supplier)-[u:UNDER_HEAD]->(top:Supplier)
        WHERE m.from <= $asOf AND $asOf <= m.to AND u.from <= $asOf AND $asOf <= u.to
          AND CASE WHEN $grouped THEN top.id ELSE maker.id END = vendor
      }
      WITH s
      ORDER BY s.byName
      RETURN s {.id, .facts}
    }
  }
} AS links
ORDER BY vendor, b.byName
