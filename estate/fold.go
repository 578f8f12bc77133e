package estate

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Tokens folds text into words that compare alike everywhere: compatibility
// decomposition (NFKD), no accents, lower case, letters and digits only.
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
	// Folding turns Cherokee capitals small and small ones capital; lower case settles both.
	return strings.Fields(norm.NFKD.String(strings.ToLower(cases.Fold().String(b.String()))))
}

// Fold is the tokens of text joined by single spaces: what names are sorted by.
func Fold(text string) string { return strings.Join(Tokens(text), " ") }

// legalForms are the words that say what sort of company a supplier is.
var legalForms = []string{"ltd", "limited", "plc", "llp", "inc", "llc"}

// FoldSupplierName folds a name and drops the legal forms at its end, so that
// "Acme Ltd." and "ACME Limited" compare alike. A name of nothing else keeps them.
func FoldSupplierName(name string) string {
	tokens := Tokens(name)
	n := len(tokens)
	for n > 1 && slices.Contains(legalForms, tokens[n-1]) {
		n--
	}
	return strings.Join(tokens[:n], " ")
}
