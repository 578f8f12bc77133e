// 0004_search: the texts that nouns are found by, as estate.SearchTexts gives them, and the words in them.
// Each statement may be run again. A text's key is one among those seen: a batch that is not whole yet may hold the same.

CREATE INDEX search_text_by_key IF NOT EXISTS FOR (n:SearchText) ON (n.byKey);
CREATE CONSTRAINT search_word_word IF NOT EXISTS FOR (n:SearchWord) REQUIRE n.word IS UNIQUE;

CREATE INDEX search_text_noun IF NOT EXISTS FOR (n:SearchText) ON (n.noun);
