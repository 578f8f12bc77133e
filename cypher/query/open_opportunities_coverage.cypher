// open_opportunities_coverage: the notices that open_opportunities counts and leaves out, with the
// reason: every notice of a purchase that is not known to be over and that matches the filters, or
// may match them because it leaves something open. Reasons come by name, and their notices by id.
// in   $asOf date; $lastStep int; $first int, the most ids for a reason; $services, $cpv [string]
//      and $sme boolean each with the mark of the same name
// out  boroughs, withAnyNotice, notices, withKnownDeadline, leftOut [{reason, count, ids}]
// plan seeks a range of Borough.byName and one of Notice.byDeadline, then Contract.ocid and
//      Notice.ocid
CALL () {
  MATCH (b:Borough)
  WHERE b.byName > ''
  RETURN count(b) AS boroughs, sum(CASE WHEN EXISTS { (b)-[:PARTY_TO]->(:Notice) } THEN 1 ELSE 0 END) AS withAnyNotice
}
CALL () {
  MATCH (n:Notice)
  WHERE n.byDeadline > '' AND n.step <= $lastStep
  //+ services AND (EXISTS { /*= within_services((n)-[:FOR]->(:Service)) */ (n)-[:FOR]->(:Service)-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services /*=*/ } OR NOT EXISTS { (n)-[:FOR]->(:Service) })
  //+ cpv AND (/*= has_code(n) */ any(code IN n.cpv WHERE any(beginning IN $cpv WHERE code STARTS WITH beginning)) /*=*/ OR size(n.cpv) = 0)
  //+ sme AND (n.suitsSME = $sme OR n.suitsSME IS NULL)
  WITH n, CASE
    WHEN n.step = 0 THEN 'STAGE_UNKNOWN'
    WHEN n.publishedDay > $asOf THEN 'NOT_PUBLISHED'
    WHEN EXISTS { MATCH (c:Contract {ocid: n.ocid})-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND (t.term <> 'NOT_STARTED' OR t.counted) }
      OR EXISTS { MATCH (n)-[:ABOUT]->(:Contract)-[:STANDS]->(t:TermSpan) WHERE t.from <= $asOf AND $asOf <= t.to AND (t.term <> 'NOT_STARTED' OR t.counted) }
      OR EXISTS { MATCH (l:Notice {ocid: n.ocid}) WHERE l.step > $lastStep AND (l.publishedDay IS NULL OR l.publishedDay <= $asOf) } THEN 'AWARDED'
    WHEN EXISTS { MATCH (l:Notice {ocid: n.ocid}) WHERE l.step > n.step AND (l.publishedDay IS NULL OR l.publishedDay <= $asOf) } THEN 'SUPERSEDED'
    WHEN n.deadline < $asOf THEN 'DEADLINE_PASSED'
    WHEN n.deadline IS NULL AND n.staleDay <= $asOf THEN 'STALE'
    //+ services WHEN NOT EXISTS { (n)-[:FOR]->(:Service) } THEN 'SERVICE_UNKNOWN'
    //+ cpv WHEN size(n.cpv) = 0 THEN 'CPV_UNKNOWN'
    //+ sme WHEN n.suitsSME IS NULL THEN 'SME_UNKNOWN'
  END AS reason
  ORDER BY n.id
  WITH reason, count(n) AS notices, count(n.deadline) AS withKnownDeadline, collect(n.id)[..$first] AS ids
  ORDER BY reason
  RETURN sum(notices) AS notices, sum(withKnownDeadline) AS withKnownDeadline,
    collect(CASE WHEN reason IS NOT NULL THEN {reason: reason, count: notices, ids: ids} END) AS leftOut
}
RETURN boroughs, withAnyNotice, notices, withKnownDeadline, leftOut
