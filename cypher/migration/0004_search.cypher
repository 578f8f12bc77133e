// 0004_search: the search texts of nouns (estate.SearchTexts), and the words in them. Each
// statement may be run again. A text's key is unique among visible texts: an unfinished batch may
// hold it too.

CREATE INDEX search_text_by_key IF NOT EXISTS FOR (n:SearchText) ON (n.byKey);
CREATE CONSTRAINT search_word_word IF NOT EXISTS FOR (n:SearchWord) REQUIRE n.word IS UNIQUE;

CREATE INDEX search_text_noun IF NOT EXISTS FOR (n:SearchText) ON (n.noun);
