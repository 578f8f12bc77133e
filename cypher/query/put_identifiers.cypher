// put_identifiers: makes identifiers.
// in   $rows [{from, the identifier's key}]
UNWIND $rows AS row
MERGE (:Identifier {key: row.from})
