-- search_many: nouns with a text that contains all words of the query, if all the words are common.
-- All names that match are ranked, and the other texts are read in the order of the answer until
-- the page is full.
-- in   :rarest the rarest word, after a space; :more JSON array of the others, each after a space;
--      :name the whole query, with a space before each word; :after, :before, :limit; :kinds JSON
--      array if the filter sets it
-- plan SEARCH search_text by its key, in its order; pinned by plan_test.go
WITH more(word) AS MATERIALIZED (SELECT value FROM json_each(:more))
SELECT k.key, n.noun_id AS id, n.text, n.field
FROM (
  SELECT * FROM (
    /*= ranked_names() */
    SELECT t.by_key, t.noun_id, CASE
      WHEN t.words = :name THEN '0' || substr(t.by_key, 2)
      WHEN substr(t.words, 1, length(:name)) = :name THEN '1' || substr(t.by_key, 2)
      ELSE t.by_key
    END AS key
    FROM search_text AS t
    WHERE t.by_key > '2' AND t.by_key < '3'
    AND instr(t.words, :rarest) > 0
    AND NOT EXISTS (SELECT 1 FROM more AS w WHERE instr(t.words, w.word) = 0)
    --+ kinds AND t.kind IN (SELECT value FROM json_each(:kinds))
    /*=*/
  )
  WHERE key > :after AND key < :before
  UNION ALL
  SELECT * FROM (
    SELECT t.by_key, t.noun_id, t.by_key AS key
    FROM search_text AS t
    WHERE t.by_key > max(:after, '3') AND t.by_key < :before
    AND instr(t.words, :rarest) > 0
    AND NOT EXISTS (SELECT 1 FROM more AS w WHERE instr(t.words, w.word) = 0)
    -- A noun comes once, with its best text.
    AND NOT EXISTS (
      SELECT 1 FROM search_text AS b
      WHERE b.noun_id = t.noun_id AND b.by_key < t.by_key AND instr(b.words, :rarest) > 0
      AND NOT EXISTS (SELECT 1 FROM more AS w WHERE instr(b.words, w.word) = 0)
    )
    --+ kinds AND t.kind IN (SELECT value FROM json_each(:kinds))
    ORDER BY t.by_key LIMIT :limit --- backward
    --+ backward ORDER BY t.by_key DESC LIMIT :limit
  )
  ORDER BY key LIMIT :limit --- backward
  --+ backward ORDER BY key DESC LIMIT :limit
) AS k
CROSS JOIN search_text AS n ON n.by_key = k.by_key
ORDER BY k.key --- backward
--+ backward ORDER BY k.key DESC
