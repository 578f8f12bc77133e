-- The texts that nouns are found by, as estate.SearchTexts gives them, and the words in them.

CREATE TABLE search_text (
  id      INTEGER PRIMARY KEY,
  by_key  TEXT NOT NULL, -- unique: rank, kind, name, noun, place: the order of answers
  noun_id TEXT NOT NULL REFERENCES fact,
  kind    TEXT NOT NULL,
  field   TEXT NOT NULL,
  text    TEXT NOT NULL,        -- as written
  words   TEXT NOT NULL         -- folded, a space before each
) STRICT;
-- What a search for common words reads from one end to the other, without the table beside it.
CREATE UNIQUE INDEX search_text_in_order ON search_text (by_key, noun_id, kind, words);
CREATE INDEX search_text_of_noun ON search_text (noun_id, by_key);

-- Each word of a text once. It follows from search_text.words, by which it is taken away again too.
CREATE TABLE search_word (
  word    TEXT NOT NULL,
  text_id INTEGER NOT NULL REFERENCES search_text,
  PRIMARY KEY (word, text_id)
) STRICT, WITHOUT ROWID;
