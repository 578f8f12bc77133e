-- derive_search_words: rewrites all of search_word, sorted once, when many texts change. Sent by
-- Apply.
DELETE FROM search_word;

INSERT OR IGNORE INTO search_word (word, by_key)
SELECT w.value, t.by_key
FROM search_text AS t
CROSS JOIN json_each('["' || replace(substr(t.words, 2), ' ', '","') || '"]') AS w
ORDER BY w.value, t.by_key;
