// put_keys: creates identifiers, or folded names.
// in   $rows [{from, the key}]
// word :Identifier stands for the label
UNWIND $rows AS row
MERGE (:Identifier {key: row.from})
