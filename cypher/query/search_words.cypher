// search_words: in how many texts a word begins with each word that is searched for, up to a limit.
// in   $words [string], each with a space before it; $limit int
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
