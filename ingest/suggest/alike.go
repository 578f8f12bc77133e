package suggest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	edlib "github.com/hbollon/go-edlib"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// The thresholds for suggesting that two suppliers are one. docs/identity.md publishes them.
const (
	alikeFrom = 0.8 // minimum likeness of two names
	// Minimum likeness of the letters of two words, so that they count as one that is misspelled.
	wordsAlike   = 0.85
	joinedAlike  = 0.9 // the same for two whole names without their spaces
	shortestWord = 6   // minimum length of such words and names; shorter ones differ too little
	commonWeight = 0.25
	// mostInBlock is how many suppliers may share a word before the word is too common to compare
	// by.
	mostInBlock = 50
)

// commonWords occur in the names of many suppliers and so say little about which supplier it is.
var commonWords = []string{
	"a", "and", "association", "company", "consultancy", "consulting", "corporation", "digital", "enterprise", "europe", "global", "group", "holdings", "information",
	"infrastructure", "international", "it", "limited", "london", "ltd", "management", "of", "plc", "public", "services", "service", "software", "solution", "solutions", "support",
	"system", "systems", "technologies", "technology", "the", "uk",
}

func weight(word string) float64 {
	if slices.Contains(commonWords, word) {
		return commonWeight
	}
	return 1
}

// likeness returns how alike two folded names are, from 0 to 1. It is the higher of two measures:
// one compares their words, in any order, with common words at a quarter of the weight. The other
// compares the letters of the whole names.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	score := 0.0
	joinedA, joinedB := strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(b, " ", "")
	if letters := sameLetters(joinedA, joinedB); letters >= joinedAlike {
		score = letters
	}
	return max(score, sameWords(strings.Fields(a), strings.Fields(b)))
}

// sameWords returns the Sørensen–Dice coefficient of the weighted words of two names.
func sameWords(a, b []string) float64 {
	all, shared := 0.0, 0.0
	for _, word := range slices.Concat(a, b) {
		all += weight(word)
	}
	left := slices.Clone(b)
	for _, word := range a {
		best, at := 0.0, -1
		for i, other := range left {
			if alike := wordLikeness(word, other); alike > best {
				best, at = alike, i
			}
		}
		if at >= 0 {
			shared += best * (weight(word) + weight(left[at]))
			left = slices.Delete(left, at, at+1)
		}
	}
	return shared / all
}

func wordLikeness(a, b string) float64 {
	if a == b {
		return 1
	}
	if letters := sameLetters(a, b); letters >= wordsAlike {
		return letters
	}
	return 0
}

// sameLetters returns 1 minus the share of letters that must be changed, inserted, deleted or
// swapped with the next one. It returns 0 if a text is short.
func sameLetters(a, b string) float64 {
	if min(len(a), len(b)) < shortestWord {
		return 0
	}
	alike, err := edlib.StringsSimilarity(a, b, edlib.OSADamerauLevenshtein)
	if err != nil {
		panic(err) // the measure is one of the library's own
	}
	return float64(alike)
}

// blocks group suppliers by words and other properties that they share. Only suppliers of one block
// are compared.
type blocks map[string][]*estate.Supplier

func (b blocks) add(s *estate.Supplier) {
	var keys []string
	for _, i := range s.Identifiers {
		if i.Identifies() {
			keys = append(keys, "number "+i.Key())
		}
	}
	for _, name := range estate.FoldedNames(s) {
		keys = append(keys, "name "+name, "letters "+head(strings.ReplaceAll(name, " ", "")))
		for _, word := range strings.Fields(name) {
			if !slices.Contains(commonWords, word) {
				keys = append(keys, "word "+word)
			}
		}
	}
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		b[key] = append(b[key], s)
	}
}

// head returns the beginning of a text, because misspelled names mostly begin alike.
func head(text string) string {
	const letters = 4
	runes := []rune(text)
	return string(runes[:min(len(runes), letters)])
}

// alikeSuppliers returns the pairs of suppliers that may be one.
func alikeSuppliers(ctx context.Context, reads estate.Suppliers) ([]*estate.Suggestion, error) {
	const some = 1000
	b := blocks{}
	for w := estate.FirstPage(some); ; {
		page, err := reads.Suppliers(ctx, estate.SupplierFilter{}, w)
		if err != nil {
			return nil, err
		}
		for _, r := range page.Rows {
			b.add(r.Row)
			w.After = r.Key
		}
		if !page.HasNextPage {
			break
		}
	}
	seen := map[estate.ID]bool{}
	var found []*estate.Suggestion
	for _, block := range b {
		if len(block) > mostInBlock {
			continue
		}
		for i, x := range block {
			for _, y := range block[i+1:] {
				id := estate.DecisionID(estate.SuggestSupplier, x.ID, y.ID)
				if seen[id] {
					continue
				}
				seen[id] = true
				if s := sameSupplier(x, y); s != nil {
					found = append(found, s)
				}
			}
		}
	}
	return found, nil
}

// sameSupplier suggests that two suppliers are one. It returns nil if nothing indicates it, if they
// have different numbers, or if a source knows them as two.
func sameSupplier(x, y *estate.Supplier) *estate.Suggestion {
	if match.Contradicts(x, y.Identifiers) || knowsAsAnother(x, y) || knowsAsAnother(y, x) {
		return nil
	}
	if beforeSupplier(y, x) {
		x, y = y, x
	}
	s := &estate.Suggestion{Kind: estate.SuggestSupplier, Subject: x.ID, Other: y.ID, SubjectName: x.Name, OtherName: y.Name}
	for _, i := range x.Identifiers {
		if i.Identifies() && slices.Contains(y.Identifiers, i) {
			s.Score, s.Reason = 1, "both have the number "+i.Key()
			return s
		}
	}
	for _, a := range estate.FoldedNames(x) {
		for _, b := range estate.FoldedNames(y) {
			if alike := likeness(a, b); alike > s.Score {
				s.Score, s.Reason = alike, fmt.Sprintf("“%s” is like “%s”", b, a)
				if a == b {
					s.Reason = fmt.Sprintf("both have the name “%s”", a)
				}
			}
		}
	}
	if s.Score < alikeFrom {
		return nil
	}
	return s
}

// knowsAsAnother reports whether an event relates a supplier to the other, which shows that they
// are two.
func knowsAsAnother(s, other *estate.Supplier) bool {
	return slices.ContainsFunc(s.Events, func(e estate.SupplierEvent) bool { return e.Other == other.ID })
}

// beforeSupplier reports whether a should be kept rather than b: the one with a number, else the
// one with more known names, else the one whose id was not made from a name, else the first by id.
func beforeSupplier(a, b *estate.Supplier) bool {
	numbered := func(s *estate.Supplier) int {
		if slices.ContainsFunc(s.Identifiers, estate.Identifier.Identifies) {
			return 0
		}
		return 1
	}
	named := func(s *estate.Supplier) int {
		if strings.HasPrefix(s.ID.Key(), "name/") {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(numbered(a), numbered(b)), cmp.Compare(len(b.Names), len(a.Names)), cmp.Compare(named(a), named(b)), cmp.Compare(a.ID, b.ID),
	) < 0
}
