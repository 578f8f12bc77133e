-- derive_search: writes the search texts of nouns, and the words in them. A word has only letters
-- and digits, so that a list of words is easily written as JSON.
-- in   :rows JSON array of {id}; :texts of {noun, kind, field, text, words, key}
-- with many, derive_search_words.sql fills search_word instead
DELETE FROM search_word WHERE (word, by_key) IN ( --- many
  SELECT w.value, t.by_key --- many
  FROM jsonb_each(:rows) AS r --- many
  CROSS JOIN search_text AS t ON t.noun_id = r.value ->> 'id' --- many
  CROSS JOIN json_each('["' || replace(substr(t.words, 2), ' ', '","') || '"]') AS w --- many
); --- many

DELETE FROM search_text WHERE noun_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO search_text (by_key, noun_id, kind, words, field, text)
SELECT value ->> 'key', value ->> 'noun', value ->> 'kind', value ->> 'words', value ->> 'field', value ->> 'text'
FROM jsonb_each(:texts);

INSERT OR IGNORE INTO search_word (word, by_key) --- many
SELECT w.value, t.by_key --- many
FROM jsonb_each(:rows) AS r --- many
CROSS JOIN search_text AS t ON t.noun_id = r.value ->> 'id' --- many
CROSS JOIN json_each('["' || replace(substr(t.words, 2), ' ', '","') || '"]') AS w; --- many
