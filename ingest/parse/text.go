// Package parse reads dates, amounts of money, terms, codes and identifiers as people write them in registers and notices.
package parse

import (
	"slices"
	"strings"

	"boroughgraph/estate"
)

// Clean is a cell without the white space around it, on one line.
func Clean(cell string) string { return strings.Join(strings.Fields(cell), " ") }

// nothing are words that say that nothing is known or that nothing applies, folded.
var nothing = []string{
	"", "tbc", "tba", "tbd", "n a", "na", "none", "unknown", "not known", "not applicable", "not available", "not stated", "nil",
	"null", "blank", "pending", "to be confirmed", "to be advised", "to be determined", "n k", "nk", "ref", "value", "name", "various", "multiple", "see above", "see below",
}

// StatesNothing reports whether a cell has no value in it.
func StatesNothing(cell string) bool {
	const longest = 40 // bytes that one of the words and what may stand around it have
	return len(cell) <= longest && slices.Contains(nothing, estate.Fold(cell))
}
