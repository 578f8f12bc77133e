// search_few: nouns with a text that contains all words of the query, if one of the words is rare.
// Answers Query.search.
// in   $words [string], each after a space; $rarest string, the rare one without the space; $name
//      string, the whole query, with a space before each word; $after, $before string, exclusive
//      bounds of the sort key; $limit int; $kinds [string] with the mark of the same name
// out  key, id, text, field
// plan seeks SearchWord.word by its unique index, then expands
MATCH (w:SearchWord)
WHERE w.word STARTS WITH $rarest
MATCH (w)-[:WORD_OF]->(t:SearchText)
WITH DISTINCT t
WHERE all(word IN $words WHERE t.words CONTAINS word)
//+ kinds AND t.kind IN $kinds
WITH t, CASE
  WHEN t.byKey >= '3' THEN t.byKey
  WHEN t.words = $name THEN '0' + substring(t.byKey, 1)
  WHEN t.words STARTS WITH $name THEN '1' + substring(t.byKey, 1)
  ELSE t.byKey
END AS key
ORDER BY key
WITH t.noun AS id, collect({key: key, text: t.text, field: t.field})[0] AS best
WHERE best.key > $after AND best.key < $before
RETURN best.key AS key, id, best.text AS text, best.field AS field
ORDER BY key
//+ backward DESC
LIMIT $limit
