-- search_few: nouns whose texts have all words that are searched for, one of which is rare.
-- in   :rarest word with a space before it; :more JSON array of the others alike, and its mark where there are any;
--      :name all of the query, a space before each word; :after, :before, :limit; :kinds JSON array where the filter asks
-- plan SEARCH search_word by its primary key, then the texts by theirs; held by plan_test.go
SELECT k.key, k.noun_id AS id, k.text, k.field --- total
--+ total SELECT count(*) AS total
FROM (
  -- the other columns are those of the row that has the least key
  SELECT t.noun_id, t.text, t.field, min(CASE
    WHEN t.by_key >= '3' THEN t.by_key
    WHEN t.words = :name THEN '0' || substr(t.by_key, 2)
    WHEN substr(t.words, 1, length(:name)) = :name THEN '1' || substr(t.by_key, 2)
    ELSE t.by_key
  END) AS key
  FROM (SELECT DISTINCT s.text_id FROM search_word AS s WHERE s.word >= substr(:rarest, 2) AND s.word < substr(:rarest, 2) || char(1114111)) AS s
  CROSS JOIN search_text AS t ON t.id = s.text_id
  --+ more AND NOT EXISTS (SELECT 1 FROM json_each(:more) AS w WHERE instr(t.words, w.value) = 0)
  --+ kinds AND t.kind IN (SELECT value FROM json_each(:kinds))
  GROUP BY t.noun_id
) AS k
WHERE k.key > :after AND k.key < :before
ORDER BY k.key LIMIT :limit --- total, backward
--+ backward ORDER BY k.key DESC LIMIT :limit
