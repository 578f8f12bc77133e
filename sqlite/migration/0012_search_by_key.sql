-- 0012_search_by_key: the texts that nouns are found by are known by their sort key, and so is each word's text: the texts of a word
-- come in the order of answers, and only those that a page shows are read. The rebuild that follows every migration fills both.

DROP TABLE search_word;
DROP TABLE search_text;

CREATE TABLE search_text (
  by_key  TEXT PRIMARY KEY, -- rank, kind, name, noun, place: the order of answers
  noun_id TEXT NOT NULL REFERENCES fact,
  kind    TEXT NOT NULL,
  words   TEXT NOT NULL,    -- folded, a space before each
  field   TEXT NOT NULL,
  text    TEXT NOT NULL     -- as written
) STRICT, WITHOUT ROWID;
CREATE INDEX search_text_of_noun ON search_text (noun_id, by_key);

-- Each word of a text once. It follows from search_text.words, by which it is taken away again too.
CREATE TABLE search_word (
  word   TEXT NOT NULL,
  by_key TEXT NOT NULL, -- the text's
  PRIMARY KEY (word, by_key)
) STRICT, WITHOUT ROWID;
