// referrers: the nouns that refer to some nouns of one kind, one row for each link.
// in   $ids [string]
// word :Contract stands for the label of the kind
// out  id, by
// plan seeks the id by its index, then expands
UNWIND $ids AS id
MATCH (n:Contract {id: id})
WHERE NOT n:Hidden
CALL (n) {
  MATCH (n)<-[:PART_OF|BECAME|WITH|COVERS|FOR|SUCCEEDED_BY|OF|DELIVERS|UNDER|REPLACED_BY|INTEGRATES_WITH|CALLED_OFF|ABOUT|FROM|ON]-(by)
  RETURN by
  UNION ALL
  MATCH (n)-[:MEMBER_OF|PARTY_TO|RUNS|MAKES|OWNS]->(by)
  RETURN by
}
WITH id, by
WHERE NOT by:Hidden
RETURN id, by.id AS by
