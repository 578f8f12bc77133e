// clear_options: deletes the options of some contracts.
// in   $ids [string]
UNWIND $ids AS id
MATCH (:Contract {id: id})-[:OPTION]->(x:Extension)
DETACH DELETE x
