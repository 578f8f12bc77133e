// search_many_total: how many nouns the list of search_many.cypher has.
// in   $words, $kinds as search_many.cypher
// out  total
// plan seeks a range of SearchText.byKey: all of it, because the words are common
MATCH (t:SearchText)
WHERE t.byKey > '2'
  AND all(word IN $words WHERE t.words CONTAINS word)
//+ kinds AND t.kind IN $kinds
RETURN count(DISTINCT t.noun) AS total
