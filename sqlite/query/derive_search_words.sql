-- derive_search_words: all of search_word anew, sorted once, where many texts change. Asked by Apply.
DELETE FROM search_word;

INSERT OR IGNORE INTO search_word (word, by_key)
SELECT w.value, t.by_key
FROM search_text AS t
CROSS JOIN json_each('["' || replace(substr(t.words, 2), ' ', '","') || '"]') AS w
ORDER BY w.value, t.by_key;
