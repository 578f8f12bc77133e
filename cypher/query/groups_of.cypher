// groups_of: the group that each supplier is in as of a day, members by name. Answers
// Supplier.group.
// in   $parents [string], ids of suppliers; $asOf date
// out  parents [string], the given ones in the group; head, its id; members [{id, facts, undated,
//      inferred}]
// plan seeks Supplier.id by its unique index, then expands
UNWIND $parents AS parent
MATCH (:Supplier {id: parent})-[up:UNDER_HEAD]->(head:Supplier)
WHERE up.from <= $asOf AND $asOf <= up.to
WITH head, collect(parent) AS parents
RETURN parents, head.id AS head, COLLECT {
  MATCH (member:Supplier)-[under:UNDER_HEAD]->(head)
  WHERE under.from <= $asOf AND $asOf <= under.to
  RETURN {id: member.id, facts: member.facts, undated: under.undated, inferred: under.inferred}
  ORDER BY member.byName
} AS members
