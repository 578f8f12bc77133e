package estate

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Tokens folds text into words that compare alike everywhere: NFKD (compatibility decomposition),
// no accents, lower case, letters and digits only.
func Tokens(text string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '\'' || r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	// Case folding turns small Cherokee letters into capitals. Lower case afterwards makes both
	// equal.
	return strings.Fields(norm.NFKD.String(strings.ToLower(cases.Fold().String(b.String()))))
}

// Fold returns the tokens of text, joined by single spaces. Names are sorted by it.
func Fold(text string) string { return strings.Join(Tokens(text), " ") }

// legalForms are the words for a supplier's legal form.
var legalForms = []string{"ltd", "limited", "plc", "llp", "inc", "llc"}

// FoldSupplierName folds a name and drops the legal forms at its end, so that "Acme Ltd." equals
// "ACME Limited". The first word always remains, even if it is a legal form.
func FoldSupplierName(name string) string {
	tokens := Tokens(name)
	n := len(tokens)
	for n > 1 && slices.Contains(legalForms, tokens[n-1]) {
		n--
	}
	return strings.Join(tokens[:n], " ")
}
