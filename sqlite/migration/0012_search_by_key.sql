-- 0012_search_by_key: the sort key identifies a search text, in search_word too. The texts of a
-- word then come in the order of the answer, and only those on the page are read. The rebuild that
-- follows every migration fills both tables.

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

-- Each word of a text once. It follows from search_text.words, from which it is deleted too.
CREATE TABLE search_word (
  word   TEXT NOT NULL,
  by_key TEXT NOT NULL, -- the text's
  PRIMARY KEY (word, by_key)
) STRICT, WITHOUT ROWID;
