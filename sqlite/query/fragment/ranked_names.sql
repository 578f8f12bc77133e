-- ranked_names(): the names that contain all words, by their rank: the exact name, a name that
-- begins like the query, any other name.
-- in   more(word); :rarest, a word after a space; :name, the whole query, with a space before each
--      word; :kinds JSON array with the mark of the same name
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
