// put_search: the texts that nouns are found by, and the words in them; hidden where the nouns are drafts.
// in   $rows [{noun, kind, field, text, words, byKey}]; $drafts string, the batch whose hidden nouns they are of
UNWIND $rows AS row
CREATE (t:SearchText)
SET t = row
//+ draft SET t:Hidden, t.batch = $drafts
WITH t
UNWIND split(substring(t.words, 1), ' ') AS word
WITH DISTINCT t, word
MERGE (w:SearchWord {word: word})
CREATE (w)-[:WORD_OF]->(t)
