// put_exit_points: gives contracts their exit points.
// in   $rows [{id, properties}]
UNWIND $rows AS row
MATCH (c:Contract {id: row.id})
CREATE (c)-[:CAN_EXIT]->(x:ExitPoint)
SET x = row.properties
