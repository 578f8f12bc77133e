// search_few_total: how many nouns the list of search_few.cypher has.
// in   $words, $rarest, $kinds as search_few.cypher
// out  total
// plan seeks SearchWord.word by its unique index, then expands
MATCH (w:SearchWord)
WHERE w.word STARTS WITH $rarest
MATCH (w)-[:WORD_OF]->(t:SearchText)
WITH DISTINCT t
WHERE all(word IN $words WHERE t.words CONTAINS word)
//+ kinds AND t.kind IN $kinds
RETURN count(DISTINCT t.noun) AS total
