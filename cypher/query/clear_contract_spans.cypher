// clear_contract_spans: takes away the terms and exit points of some contracts.
// in   $ids [string]
UNWIND $ids AS id
MATCH (:Contract {id: id})-[:STANDS|CAN_EXIT]->(x)
DETACH DELETE x
