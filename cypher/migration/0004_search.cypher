// 0004_search: the texts that nouns are found by, as estate.SearchTexts gives them, and the words in them.
// Each statement may be run again.

CREATE CONSTRAINT search_text_by_key IF NOT EXISTS FOR (n:SearchText) REQUIRE n.byKey IS UNIQUE;
CREATE CONSTRAINT search_word_word IF NOT EXISTS FOR (n:SearchWord) REQUIRE n.word IS UNIQUE;

CREATE INDEX search_text_noun IF NOT EXISTS FOR (n:SearchText) ON (n.noun);
