// put_search: creates the search texts of nouns and the words in them; hidden if the nouns are
// drafts.
// in   $rows [{noun, kind, field, text, words, byKey}]; $drafts string, the batch whose hidden
//      nouns they belong to
UNWIND $rows AS row
CREATE (t:SearchText)
SET t = row
//+ draft SET t:Hidden, t.batch = $drafts
WITH t
UNWIND split(substring(t.words, 1), ' ') AS word
WITH DISTINCT t, word
MERGE (w:SearchWord {word: word})
CREATE (w)-[:WORD_OF]->(t)
