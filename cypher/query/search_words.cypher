// search_words: how many texts have a word that begins with each word of the query, up to a limit.
// in   $words [string], each after a space; $limit int
// out  key, texts
// plan seeks SearchWord.word by its unique index, then expands
UNWIND $words AS key
CALL (key) {
  MATCH (w:SearchWord)
  WHERE w.word STARTS WITH substring(key, 1)
  MATCH (w)-[:WORD_OF]->(t:SearchText)
  WITH t
  LIMIT $limit
  RETURN count(t) AS texts
}
RETURN key, texts
