// exit_points_of: the exit points of each contract that hold as of a day, by date, then kind.
// Answers Contract.exitPoints.
// in   $parents [string], ids of contracts; $asOf date
// out  parent, id, facts
// plan seeks Contract.id by its unique index, then expands
UNWIND $parents AS parent
MATCH (:Contract {id: parent})-[:CAN_EXIT]->(x:ExitPoint)
WHERE x.from <= $asOf AND $asOf <= x.to
RETURN parent, x.byDate AS id, x.facts AS facts
ORDER BY id
