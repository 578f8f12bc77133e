package estate

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Search finds nouns by their texts: names, aliases and earlier names, titles and identifiers. It
// does not use the databases' own full-text search, because each folds and ranks in its own way.
// SearchTexts returns the texts of a noun, Tokens folds them, and stores keep the result
// (docs/search.md).
//
//   - A text matches if every word of the query is the beginning of one of its words.
//   - A noun occurs once, by its best text: the one with the least SearchText.Key that matches.
//   - The order is rank, kind, name, id, all in that one key.

// The limits of a query.
const (
	maxSearchWords      = 8
	maxSearchCharacters = 200
)

// SearchFew is the largest number of texts with the query's rarest word for which a store reads all
// of them and sorts. For more frequent words it reads in the order of the answer until the page is
// full. The answer is the same.
const SearchFew = 1000

// SearchKinds are the kinds of noun that search finds, in the order of the answer.
var SearchKinds = []Kind{KindBorough, KindPartnership, KindService, KindSystem, KindSupplier, KindContract, KindFramework, KindNotice}

// SearchField says what a text is to its noun.
type SearchField string

// The fields of a text, which a match reports.
const (
	FieldName        SearchField = "NAME"
	FieldAlias       SearchField = "ALIAS"
	FieldEarlierName SearchField = "EARLIER_NAME"
	FieldTitle       SearchField = "TITLE"
	FieldIdentifier  SearchField = "IDENTIFIER"
)

// The ranks of a match, best first. A rank is the first character of a key. Two more ranks depend
// on the query, so statements make them: 0 for a name equal to the query and 1 for a name that
// begins with it.
const (
	rankName       = "2"
	RankAlias      = "3" // the first rank that does not depend on the query
	rankTitle      = "4"
	rankIdentifier = "5"
)

func (f SearchField) rank() string {
	switch f {
	case FieldAlias, FieldEarlierName:
		return RankAlias
	case FieldTitle:
		return rankTitle
	case FieldIdentifier:
		return rankIdentifier
	case FieldName:
	}
	return rankName
}

// SearchText is a text by which a noun is found, as stores keep it.
type SearchText struct {
	Noun  ID          `json:"noun"`
	Kind  Kind        `json:"kind"`
	Field SearchField `json:"field"`
	Text  string      `json:"text"` // as written
	// Words are the Tokens of the text, each with a space before it. A word begins with "ab"
	// exactly where " ab" occurs.
	Words string `json:"words"`
	// Key is the rank, the kind, the folded name, the id and the position among the noun's texts.
	// It is unique, and answers are sorted by it.
	Key string `json:"key"`
}

// SearchTexts returns the texts by which a noun is found, best first. It leaves out texts that fold
// to nothing or to the same as an earlier one. A noun of a kind that search does not find has no
// texts.
//
// A contract is not found by its supplier's name, because the supplier is found and has its
// contracts.
func SearchTexts(noun any) []SearchText {
	var t searchTexts
	switch n := noun.(type) {
	case *Borough:
		t.of(KindBorough, n.ID, n.Name)
		t.add(FieldName, n.Name)
		t.add(FieldAlias, n.OfficialName)
		t.add(FieldIdentifier, n.GSSCode, n.Slug)
		t.identifiers(n.Identifiers)
	case *Partnership:
		t.of(KindPartnership, n.ID, n.Name)
		t.add(FieldName, n.Name)
		t.add(FieldIdentifier, n.Slug)
	case *Service:
		t.of(KindService, n.ID, n.Name)
		t.add(FieldName, n.Name)
		if n.LGSL != nil {
			t.add(FieldIdentifier, fmt.Sprintf("LGSL %d", *n.LGSL))
		}
	case *System:
		t.of(KindSystem, n.ID, n.Name)
		t.add(FieldName, n.Name)
		t.names(n.Names)
	case *Supplier:
		t.of(KindSupplier, n.ID, n.Name)
		t.add(FieldName, n.Name)
		t.names(n.Names)
		t.identifiers(n.Identifiers)
	case *Contract:
		t.of(KindContract, n.ID, n.Title)
		t.add(FieldTitle, n.Title)
		t.add(FieldIdentifier, n.OCID, n.Reference)
		t.add(FieldIdentifier, n.CPV...)
	case *Framework:
		t.of(KindFramework, n.ID, n.Name)
		t.add(FieldName, n.Name)
		t.names(n.Names)
		t.add(FieldIdentifier, n.Code)
	case *Notice:
		t.of(KindNotice, n.ID, n.Title)
		t.add(FieldTitle, n.Title)
		t.add(FieldIdentifier, n.OCID, n.Reference)
		t.add(FieldIdentifier, n.CPV...)
	}
	return t.texts
}

// searchTexts collects the texts of one noun.
type searchTexts struct {
	noun  ID
	kind  Kind
	name  string // the part of the key between rank and place
	texts []SearchText
}

func (t *searchTexts) of(kind Kind, id ID, name string) {
	t.noun, t.kind = id, kind
	t.name = fmt.Sprintf("%02d", slices.Index(SearchKinds, kind)) + TextKey(name, id)
}

func (t *searchTexts) add(field SearchField, texts ...string) {
	for _, text := range texts {
		t.put(field, text, Tokens(text))
	}
}

func (t *searchTexts) names(names []DatedName) {
	for _, n := range names {
		if n.Earlier {
			t.add(FieldEarlierName, n.Name)
		} else {
			t.add(FieldAlias, n.Name)
		}
	}
}

// identifiers adds the identifiers that identify everywhere, for example "GB-COH-06442582". A
// company number is also found without its leading zeros, because spreadsheets drop them.
func (t *searchTexts) identifiers(all []Identifier) {
	for _, i := range all {
		if !i.Identifies() {
			continue
		}
		text := i.Scheme + "-" + i.ID
		tokens := Tokens(text)
		if short := strings.TrimLeft(i.ID, "0"); i.Scheme == "GB-COH" && short != i.ID && (len(short) == 6 || len(short) == 7) {
			tokens = append(tokens, Tokens(short)...)
		}
		t.put(FieldIdentifier, text, tokens)
	}
}

func (t *searchTexts) put(field SearchField, text string, tokens []string) {
	if len(tokens) == 0 {
		return
	}
	words := " " + strings.Join(tokens, " ")
	if slices.ContainsFunc(t.texts, func(before SearchText) bool { return before.Words == words }) {
		return
	}
	key := fmt.Sprintf("%s%s%s%03d", field.rank(), t.name, keySeparator, len(t.texts))
	t.texts = append(t.texts, SearchText{Noun: t.noun, Kind: t.kind, Field: field, Text: text, Words: words, Key: key})
}

// SearchQuery asks for nouns by words.
type SearchQuery struct {
	// Words are the query's words, each once and with a space before it: the texts that
	// SearchText.Words must contain.
	Words []string
	// Name is the query in the form of SearchText.Words, to compare with names.
	Name string
	// Kinds are the kinds wanted; nil means all, empty means none.
	Kinds []Kind
}

// NewSearchQuery parses a user's query. It returns INVALID if the query has no letter or digit, or
// is too long.
func NewSearchQuery(text string, kinds []Kind) (SearchQuery, error) {
	if n := len([]rune(text)); n > maxSearchCharacters {
		return SearchQuery{}, At("query", Invalidf("search for at most %d characters; these are %d", maxSearchCharacters, n))
	}
	tokens := Tokens(text)
	switch {
	case len(tokens) == 0:
		return SearchQuery{}, At("query", Invalidf("search for at least one letter or digit: other characters are ignored"))
	case len(tokens) > maxSearchWords:
		return SearchQuery{}, At("query", Invalidf("search for at most %d words; these are %d", maxSearchWords, len(tokens)))
	}
	q := SearchQuery{Name: " " + strings.Join(tokens, " "), Kinds: kinds}
	for _, token := range tokens {
		if word := " " + token; !slices.Contains(q.Words, word) {
			q.Words = append(q.Words, word)
		}
	}
	return q, nil
}

// IsNone reports whether the kinds asked for are an empty list, which nothing can match.
func (q SearchQuery) IsNone() bool { return q.Kinds != nil && len(q.Kinds) == 0 }

// Rarest returns the word that is in the fewest texts, given the counts by word, and whether these
// are few enough to read all. A word without a count is in no text.
func (q SearchQuery) Rarest(counts map[string]int) (word string, few bool) {
	word = q.Words[0]
	for _, w := range q.Words {
		if counts[w] < counts[word] {
			word = w
		}
	}
	return word, counts[word] <= SearchFew
}

// Hit is a noun that a search found, and the text that matched.
type Hit struct {
	Noun  ID
	Text  string
	Field SearchField

	Cohort *Cohort
}

func (h *Hit) cohort() **Cohort { return &h.Cohort }

// Searches finds nouns by their texts.
type Searches interface {
	// Search pages nouns by rank, then kind, name and id, each by its best text. One statement
	// counts the query's words, and one more reads the page.
	Search(ctx context.Context, q SearchQuery, w Window) (Page[*Hit], error)
}
