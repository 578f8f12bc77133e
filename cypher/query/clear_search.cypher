// clear_search: deletes the search texts of some nouns, and the words that no text contains any
// more.
// in   $ids [string]
UNWIND $ids AS id
MATCH (t:SearchText {noun: id})
OPTIONAL MATCH (t)<-[:WORD_OF]-(w:SearchWord)
WITH t, collect(w) AS words
DETACH DELETE t
WITH words
UNWIND words AS w
WITH DISTINCT w
WHERE NOT EXISTS { (w)-[:WORD_OF]->() }
DELETE w
