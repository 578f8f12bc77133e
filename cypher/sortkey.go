package cypher

import (
	"fmt"
	"strconv"
	"strings"
)

// Neo4j's range indexes order texts by their bytes, as estate's sort keys want, but
// its operators < and > put U+10000 and beyond before U+E000, as UTF-16 does (seen in
// 5.26.28): a page after "﨎" and before estate.LastKey is then empty. So sort keys are stored,
// and windows asked for, in a form on which both orders agree: every character from
// escapeRune on is written as escapeRune and its number in six hexadecimal digits. All
// that is stored then lies below the surrogates, and the order stays that of the bytes.
const (
	escapeRune   = '\uD7FF'
	escapeDigits = 6
)

// storedKey is the form in which a sort key is stored.
func storedKey(key string) string {
	if !strings.ContainsFunc(key, func(r rune) bool { return r >= escapeRune }) {
		return key
	}
	var b strings.Builder
	for _, r := range key {
		if r < escapeRune {
			b.WriteRune(r)
			continue
		}
		b.WriteRune(escapeRune)
		fmt.Fprintf(&b, "%0*x", escapeDigits, r)
	}
	return b.String()
}

// keyOf is the sort key that is stored in a form.
func keyOf(stored string) string {
	before, rest, escaped := strings.Cut(stored, string(escapeRune))
	if !escaped {
		return stored
	}
	var b strings.Builder
	for escaped && len(rest) >= escapeDigits {
		b.WriteString(before)
		number, err := strconv.ParseInt(rest[:escapeDigits], 16, 32)
		if err != nil {
			return stored // not a form that storedKey makes
		}
		b.WriteRune(rune(number))
		before, rest, escaped = strings.Cut(rest[escapeDigits:], string(escapeRune))
	}
	b.WriteString(before)
	return b.String()
}
