-- search_few_total: how many nouns the list of search_few.sql has.
-- in   as search_few.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH search_word by its primary key, then the texts by their keys; pinned by plan_test.go
WITH more(word) AS MATERIALIZED (SELECT value FROM json_each(:more))
SELECT count(DISTINCT t.noun_id) AS total
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
) AS k
CROSS JOIN search_text AS t ON t.by_key = k.by_key
AND NOT EXISTS (SELECT 1 FROM more AS w WHERE instr(t.words, w.word) = 0)
--+ kinds AND t.kind IN (SELECT value FROM json_each(:kinds))
