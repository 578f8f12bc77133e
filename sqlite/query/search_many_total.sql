-- search_many_total: how many nouns the list of search_many.sql has.
-- in   as search_many.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH search_text by its key; pinned by plan_test.go
WITH more(word) AS MATERIALIZED (SELECT value FROM json_each(:more))
SELECT count(DISTINCT k.noun_id) AS total
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
    --+ kinds AND t.kind IN (SELECT value FROM json_each(:kinds))
  )
) AS k
