// Package parse reads dates, amounts of money, terms, codes and identifiers as people write them in
// registers and notices.
package parse

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
)

var entity = regexp.MustCompile(`&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// Unescaped returns the cell with its HTML entities decoded, also where they were encoded twice:
// "Smith &amp;amp; Sons" is "Smith & Sons". Only entities that end in a semicolon count, because
// "Housing &regeneration" has none.
func Unescaped(cell string) string {
	for range 2 {
		if !strings.Contains(cell, "&") || !strings.Contains(cell, ";") {
			break
		}
		cell = entity.ReplaceAllStringFunc(cell, html.UnescapeString)
	}
	return cell
}

// Clean returns the cell on one line, without the white space around it.
func Clean(cell string) string { return strings.Join(strings.Fields(cell), " ") }

// nothing are folded words which say that nothing is known or that nothing applies.
var nothing = []string{
	"", "tbc", "tba", "tbd", "n a", "na", "none", "unknown", "not known", "not applicable", "not available", "not stated", "nil",
	"null", "blank", "pending", "to be confirmed", "to be advised", "to be determined", "n k", "nk", "ref", "value", "name", "various", "multiple", "see above", "see below",
}

// StatesNothing reports whether a cell holds no value.
func StatesNothing(cell string) bool {
	const longest = 40 // bytes of one of the words with punctuation around it
	return len(cell) <= longest && slices.Contains(nothing, estate.Fold(cell))
}
