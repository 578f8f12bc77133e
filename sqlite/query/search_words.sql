-- search_words: how many texts have a word that begins with each word of the query, up to a limit.
-- in   :words JSON array, each with a space before it; :limit
-- plan SEARCH search_word by its primary key; pinned by plan_test.go
SELECT w.value AS key, (
  SELECT count(*) FROM (
    SELECT 1 FROM search_word AS s
    WHERE s.word >= substr(w.value, 2) AND s.word < substr(w.value, 2) || char(1114111)
    LIMIT :limit
  )
) AS texts
FROM json_each(:words) AS w;
