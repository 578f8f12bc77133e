-- derive_search: the texts that nouns are found by, and the words in them. Words hold letters and digits only, so that a list of them is easily written as JSON.
-- in   :rows JSON array of {id}; :texts of {noun, kind, field, text, words, key}
DELETE FROM search_word WHERE (word, text_id) IN (
  SELECT w.value, t.id
  FROM jsonb_each(:rows) AS r
  CROSS JOIN search_text AS t ON t.noun_id = r.value ->> 'id'
  CROSS JOIN json_each('["' || replace(substr(t.words, 2), ' ', '","') || '"]') AS w
);

DELETE FROM search_text WHERE noun_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO search_text (by_key, noun_id, kind, field, text, words)
SELECT value ->> 'key', value ->> 'noun', value ->> 'kind', value ->> 'field', value ->> 'text', value ->> 'words'
FROM jsonb_each(:texts);

INSERT OR IGNORE INTO search_word (word, text_id)
SELECT w.value, t.id
FROM jsonb_each(:rows) AS r
CROSS JOIN search_text AS t ON t.noun_id = r.value ->> 'id'
CROSS JOIN json_each('["' || replace(substr(t.words, 2), ' ', '","') || '"]') AS w;
