// search_many: nouns with a text that contains all words of the query, if all the words are common.
// All names that match are ranked, and the other texts are read in the order of the answer until
// the page is full. Answers Query.search.
// in   $words [string], each after a space; $name string, the whole query, with a space before each
//      word; $after, $before string, exclusive bounds of the sort key; $limit int; $kinds [string]
//      with the mark of the same name
// out  key, id, text, field
// plan seeks two ranges of SearchText.byKey by its index, the second in its order
CALL () {
  MATCH (t:SearchText)
  WHERE t.byKey > '2' AND t.byKey < '3'
    AND all(word IN $words WHERE t.words CONTAINS word)
  //+ kinds AND t.kind IN $kinds
  WITH t, CASE
    WHEN t.words = $name THEN '0' + substring(t.byKey, 1)
    WHEN t.words STARTS WITH $name THEN '1' + substring(t.byKey, 1)
    ELSE t.byKey
  END AS key
  WHERE key > $after AND key < $before
  RETURN t, key
UNION ALL
  MATCH (t:SearchText)
  WHERE t.byKey > $afterNames AND t.byKey < $before
    AND all(word IN $words WHERE t.words CONTAINS word)
    // A noun comes once, with its best text.
    AND NOT EXISTS {
      MATCH (b:SearchText {noun: t.noun})
      WHERE b.byKey < t.byKey AND all(word IN $words WHERE b.words CONTAINS word)
    }
  //+ kinds AND t.kind IN $kinds
  WITH t
  ORDER BY t.byKey
  //+ backward DESC
  LIMIT $limit
  RETURN t, t.byKey AS key
}
RETURN key, t.noun AS id, t.text AS text, t.field AS field
ORDER BY key
//+ backward DESC
LIMIT $limit
