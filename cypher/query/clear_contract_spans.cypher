// clear_contract_spans: deletes the terms, exit points and lost leverage of some contracts.
// in   $ids [string]
UNWIND $ids AS id
MATCH (:Contract {id: id})-[:STANDS|CAN_EXIT|LOST]->(x)
DETACH DELETE x
