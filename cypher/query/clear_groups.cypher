// clear_groups: takes away the heads of some suppliers.
// in   $ids [string]
UNWIND $ids AS id
MATCH (:Supplier {id: id})-[r:UNDER_HEAD]->()
DELETE r
