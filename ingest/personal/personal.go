// Package personal keeps personal data out of the graph.
package personal

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"boroughgraph/ingest/parse"
)

// Personal data is neither stored nor shown. Columns about people are dropped by their title
// (register_header.go); what stands in free text is masked here.

var (
	emailAddress = regexp.MustCompile(`(?i)[a-z0-9._%+'-]+@[a-z0-9-]+(\.[a-z0-9-]+)+`)
	telephone    = regexp.MustCompile(`(\+44|\b0044)[\s().\d-]{8,16}\d|\(?\b0\d{2,4}\)?[\s-]\d{3,4}[\s-]?\d{3,4}\b|\b0[12378]\d{9}\b`)
	// Person is a supplier's name that is a person's, by its title.
	Person = regexp.MustCompile(`(?i)^(mr|mrs|miss|ms|mx|dr|prof|professor|sir|dame)\.? +\p{L}`)
)

// MaxText is how much of a cell is kept or shown, in bytes.
const MaxText = 1000

// minDigits is how many digits a telephone number has at least: few cells have as many, and looking is dear.
const minDigits = 9

func digits(text string) int {
	n := 0
	for i := range len(text) {
		if '0' <= text[i] && text[i] <= '9' {
			n++
		}
	}
	return n
}

// Masked is a cell without the e-mail addresses and telephone numbers in it, shortened.
func Masked(cell string) string {
	text := strings.ToValidUTF8(parse.Clean(cell), "\ufffd")
	if strings.Contains(text, "@") {
		text = emailAddress.ReplaceAllString(text, "[e-mail removed]")
	}
	if digits(text) >= minDigits {
		text = telephone.ReplaceAllString(text, "[telephone removed]")
	}
	if len(text) <= MaxText {
		return text
	}
	text = text[:MaxText]
	for !utf8.ValidString(text) {
		text = text[:len(text)-1]
	}
	return text + "…"
}
