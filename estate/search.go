package estate

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Search finds nouns by their texts: names, aliases and earlier names, titles,
// identifiers. It is no database's own full-text search, since those fold and rank
// each in their way: SearchTexts says which texts a noun is found by, Tokens folds them,
// and stores keep the result (docs/search.md).
//
//   - A text matches if every word of the query is the beginning of one of its words.
//   - A noun comes once, by its best text: the least SearchText.Key that matches.
//   - The order is rank, kind, name, id, all in that one key.

// The bounds of a query.
const (
	maxSearchWords      = 8
	maxSearchCharacters = 200
)

// SearchFew is how many texts the rarest word of a query may be in for a store to look
// at all of them and sort. A query of commoner words is read in the order of the
// answer instead, until the page is full; the answer is the same.
const SearchFew = 1000

// SearchKinds are the kinds of noun that search finds, in the order in which they are listed.
var SearchKinds = []Kind{KindBorough, KindPartnership, KindService, KindSystem, KindSupplier, KindContract, KindFramework, KindNotice}

// SearchField says what a text is of its noun.
type SearchField string

// The fields that a text can be, and that a match names.
const (
	FieldName        SearchField = "NAME"
	FieldAlias       SearchField = "ALIAS"
	FieldEarlierName SearchField = "EARLIER_NAME"
	FieldTitle       SearchField = "TITLE"
	FieldIdentifier  SearchField = "IDENTIFIER"
)

// The ranks of a match, best first: the first character of its key. Those of a name
// depend on the query too, so that statements make them: 0 for a name that is the query,
// 1 for one that begins with it; SearchText.Key has the rank of any other.
const (
	rankName       = "2"
	RankAlias      = "3" // the first that is the same whatever is searched for
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
	// Words are Tokens of the text with a space before each, so that a word of it begins
	// with "ab" just where " ab" is in Words.
	Words string `json:"words"`
	// Key is rank, kind, folded name, id and place among the noun's texts: unique, and the order of answers.
	Key string `json:"key"`
}

// SearchTexts are the texts that a noun is found by, best first, none that folds to
// nothing or to the same as one before it. A noun of a kind that search does not find has none.
//
// A contract is not found by its supplier's name: the supplier is, and has its contracts.
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

// searchTexts gathers the texts of one noun.
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

// identifiers adds those that identify everywhere, as "GB-COH-06442582". A company
// number is found without its leading zeros too, as spreadsheets drop them.
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
	// Words are those of the query, each once, with a space before it: what SearchText.Words must contain.
	Words []string
	// Name is the query as SearchText.Words would have it, for names that are it or begin with it.
	Name string
	// Kinds are those wanted; nil is all, empty is none.
	Kinds []Kind
}

// NewSearchQuery reads what a user typed. It is INVALID without a letter or a digit, and if it is too long.
func NewSearchQuery(text string, kinds []Kind) (SearchQuery, error) {
	if n := len([]rune(text)); n > maxSearchCharacters {
		return SearchQuery{}, At("query", Invalidf("search for at most %d characters; these are %d", maxSearchCharacters, n))
	}
	tokens := Tokens(text)
	switch {
	case len(tokens) == 0:
		return SearchQuery{}, At("query", Invalidf("search for a letter or a digit at least: names and numbers are found by those, and the rest is passed over"))
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

// IsNone reports whether the query asks for no kind of noun, so that nothing can answer it.
func (q SearchQuery) IsNone() bool { return q.Kinds != nil && len(q.Kinds) == 0 }

// Rarest is the word in the fewest texts, of the counts by word, and whether those are few
// enough to look at all of them. A word that has no count is in none.
func (q SearchQuery) Rarest(counts map[string]int) (word string, few bool) {
	word = q.Words[0]
	for _, w := range q.Words {
		if counts[w] < counts[word] {
			word = w
		}
	}
	return word, counts[word] <= SearchFew
}

// Hit is a noun that a search found, and by which text.
type Hit struct {
	Noun  ID
	Text  string
	Field SearchField

	Cohort *Cohort
}

func (h *Hit) cohort() **Cohort { return &h.Cohort }

// Searches finds nouns by their texts.
type Searches interface {
	// Search pages nouns by rank, then kind, name and id, each by its best text. One
	// statement counts the query's words, and one more reads the page.
	Search(ctx context.Context, q SearchQuery, w Window) (Page[*Hit], error)
}
