-- ranked_few(): the keys of the texts with a word that begins like :rarest, by their rank: the
-- exact name, a name that begins like the query, any other name, any other text. After the rank and
-- the kind, a key has the name and a tab.
-- in   :rarest, a word after a space; :name, the whole query, with a space before each word
SELECT s.by_key, CASE
  WHEN s.by_key >= '3' THEN s.by_key
  WHEN substr(s.by_key, 4, length(:name)) = substr(:name, 2) || char(9) THEN '0' || substr(s.by_key, 2)
  WHEN substr(s.by_key, 4, length(:name) - 1) = substr(:name, 2) THEN '1' || substr(s.by_key, 2)
  ELSE s.by_key
END AS key
FROM (SELECT DISTINCT s.by_key FROM search_word AS s WHERE s.word >= substr(:rarest, 2) AND s.word < substr(:rarest, 2) || char(1114111)) AS s
LIMIT -1 -- all, each key made once
