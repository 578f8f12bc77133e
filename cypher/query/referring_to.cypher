// referring_to: the nouns that refer to one noun, by id. Sent when a suggestion is confirmed.
// in   $id string
// word :Contract stands for the label of the kind
// out  by, facts
// plan seeks the id by its index, then expands
MATCH (n:Contract {id: $id})
WHERE NOT n:Hidden
CALL (n) {
  MATCH (n)<-[:PART_OF|BECAME|WITH|COVERS|FOR|SUCCEEDED_BY|OF|DELIVERS|UNDER|REPLACED_BY|INTEGRATES_WITH|CALLED_OFF|ABOUT|FROM|ON]-(by)
  RETURN by
  UNION
  MATCH (n)-[:MEMBER_OF|PARTY_TO|RUNS|MAKES|OWNS]->(by)
  RETURN by
}
WITH DISTINCT by
WHERE NOT by:Hidden
RETURN by.id AS by, by.facts AS facts
ORDER BY by
