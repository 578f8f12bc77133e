package cypher

import (
	"fmt"
	"strconv"
	"strings"
)

// Neo4j's range indexes order texts by their bytes, as estate's sort keys need. But its operators <
// and > put U+10000 and above before U+E000, as UTF-16 does (seen in 5.26.28). A page after "﨎" and
// before estate.LastKey would then be empty. So sort keys are stored, and windows are sent, in a
// form on which both orders agree: every character from escapeRune on is written as escapeRune and
// its number in six hexadecimal digits. All stored characters are then below the surrogates, and
// the order is still that of the bytes.
const (
	escapeRune   = '\uD7FF'
	escapeDigits = 6
)

// storedKey returns the stored form of a sort key.
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

// keyOf returns the sort key of a stored form.
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
			return stored // not from storedKey
		}
		b.WriteRune(rune(number))
		before, rest, escaped = strings.Cut(rest[escapeDigits:], string(escapeRune))
	}
	b.WriteString(before)
	return b.String()
}
