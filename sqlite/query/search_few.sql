-- search_few: nouns with a text that contains all words of the query, if one of the words is rare.
-- in   :rarest the rarest word, after a space; :more JSON array of the others, each after a space;
--      :name the whole query, with a space before each word; :after, :before, :limit; :kinds JSON
--      array if the filter sets it
-- plan SEARCH search_word by its primary key, sorts its keys, then the texts in that order until
--      the page is full; pinned by plan_test.go
WITH more(word) AS MATERIALIZED (SELECT value FROM json_each(:more))
SELECT k.key, t.noun_id AS id, t.text, t.field
FROM (
  SELECT key, by_key
  FROM (
    /*= ranked_few() */
    SELECT s.by_key, CASE
      WHEN s.by_key >= '3' THEN s.by_key
      WHEN substr(s.by_key, 4, length(:name)) = substr(:name, 2) || char(9) THEN '0' || substr(s.by_key, 2)
      WHEN substr(s.by_key, 4, length(:name) - 1) = substr(:name, 2) THEN '1' || substr(s.by_key, 2)
      ELSE s.by_key
    END AS key
    FROM (SELECT DISTINCT s.by_key FROM search_word AS s WHERE s.word >= substr(:rarest, 2) AND s.word < substr(:rarest, 2) || char(1114111)) AS s
    LIMIT -1 -- all, each key made once
    /*=*/
  )
  WHERE key > :after AND key < :before
  ORDER BY key LIMIT -1 --- backward
  --+ backward ORDER BY key DESC LIMIT -1
) AS k
CROSS JOIN search_text AS t ON t.by_key = k.by_key
AND NOT EXISTS (SELECT 1 FROM more AS w WHERE instr(t.words, w.word) = 0)
--+ kinds AND t.kind IN (SELECT value FROM json_each(:kinds))
-- A noun comes once, with its best text.
WHERE NOT EXISTS (
  SELECT 1 FROM search_text AS b
  WHERE b.noun_id = t.noun_id AND b.by_key < t.by_key AND instr(b.words, :rarest) > 0
  AND NOT EXISTS (SELECT 1 FROM more AS w WHERE instr(b.words, w.word) = 0)
)
-- The rows are in the order of k already. Sorting them again would read all texts.
LIMIT :limit
