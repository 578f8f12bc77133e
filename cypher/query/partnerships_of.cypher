// partnerships_of: the partnerships of each borough by name. Answers Borough.partnerships.
// in   $parents [string], ids of boroughs
// out  parent, id, facts
// plan seeks Borough.id by its unique index, then expands
UNWIND $parents AS parent
MATCH (:Borough {id: parent})-[:MEMBER_OF]->(p:Partnership)
RETURN parent, p.id AS id, p.facts AS facts
ORDER BY p.byName
