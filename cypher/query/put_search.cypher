// put_search: the texts that nouns are found by, and the words in them.
// in   $rows [{noun, kind, field, text, words, byKey}]
UNWIND $rows AS row
CREATE (t:SearchText)
SET t = row
WITH t
UNWIND split(substring(t.words, 1), ' ') AS word
WITH DISTINCT t, word
MERGE (w:SearchWord {word: word})
CREATE (w)-[:WORD_OF]->(t)
