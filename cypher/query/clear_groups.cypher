// clear_groups: deletes the links from some suppliers to their heads.
// in   $ids [string]
UNWIND $ids AS id
MATCH (:Supplier {id: id})-[r:UNDER_HEAD]->()
DELETE r
