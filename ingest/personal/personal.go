// Package personal keeps personal data out of the graph.
package personal

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"boroughgraph/ingest/parse"
)

// Personal data is neither stored nor shown. Importers drop columns about people by their titles.
// This package masks personal data in free text.

var (
	emailAddress = regexp.MustCompile(`(?i)[a-z0-9._%+'-]+@[a-z0-9-]+(\.[a-z0-9-]+)+`)
	telephone    = regexp.MustCompile(`(?:\+44|\b0044)[\s().\d-]{8,16}\d|\(?\b0[1-35789]\d{1,3}\)?[\s.-]\d{3,4}[\s.-]?\d{3,4}\b|\b0[1-35789]\d{8,9}\b`)
	// person matches a name that begins with a person's title.
	person = regexp.MustCompile(`(?i)^(mr|mrs|miss|ms|mx|dr|prof|professor|sir|dame)\.? +\p{L}`)
	// company matches the name of a company: it ends in a legal form, or has a word of trade.
	company = regexp.MustCompile(`(?i)\b(ltd|limited|plc|llp|lp|inc|llc|gmbh|bv|cic|cio|council|trust|company|co|group|holdings)\.?\)?$|` +
		`\b(cars?|taxis?|cabs|coaches|minibus(es)?|minicabs?|chauffeurs?|travel|transport|tours|services?|solutions|systems|software|technolog(y|ies)|digital|` +
		`consult(ing|ancy|ants)|associates|partners(hip)?|and (sons?|daughters?|co)|& (sons?|daughters?|co)|school|college|academy|university|nursery|hospital|surgery|` +
		`clinic|practice|pharmacy|foundation|charity|society|association|agency|bureau|care|homes?|lettings|properties|estates|construction|builders|building|` +
		`engineering|electrical|plumbing|roofing|cleaning|catering|foods?|training|media|design|studios?|productions|publishing|print(ing|ers)?|security|logistics|` +
		`motors|garage|supplies|trading|enterprises|international|uk)\b`)
)

// IsPerson reports whether a supplier's name is a person's, by its title: "Mrs A Smith". A name
// with a company number, one that ends like a company's, or one with a word of trade is not: "MS
// CARS", "Sir Joseph Isherwood Limited".
func IsPerson(name string, numbered bool) bool {
	return !numbered && person.MatchString(name) && !company.MatchString(name)
}

// MaxText is the number of bytes of a cell that are kept or shown.
const MaxText = 1000

// A British telephone number has ten or eleven digits with its leading zero.
const (
	minDigits = 10
	maxDigits = 11
)

// digits counts the digits of a text. Few texts have as many as a telephone number, and looking for
// one takes far longer than counting.
func digits(text string) int {
	n := 0
	for i := range len(text) {
		if '0' <= text[i] && text[i] <= '9' {
			n++
		}
	}
	return n
}

// masked replaces the telephone numbers of a text. A match inside a longer token is left alone,
// because it is part of a reference: "2022/S 000-025196", "ocds-b5fd17-00441234-...". So is one
// with too few or too many digits.
func masked(text string) string {
	var b strings.Builder
	done := 0
	for _, at := range telephone.FindAllStringIndex(text, -1) {
		number := text[at[0]:at[1]]
		n := digits(number)
		international := number[0] == '+' || strings.HasPrefix(number, "0044")
		if joins(text[:at[0]], text[at[1]:]) || notice.MatchString(text[:at[0]]) || !international && (n < minDigits || n > maxDigits) {
			continue
		}
		b.WriteString(text[done:at[0]])
		b.WriteString("[telephone removed]")
		done = at[1]
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

// notice matches the beginning of a notice's number: "2022/S 000-025196".
var notice = regexp.MustCompile(`\b\d{2,4}/S ?$`)

// joins reports whether the text between before and after is part of a longer token.
func joins(before, after string) bool {
	first, _ := utf8.DecodeRuneInString(after)
	last, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune("-/_#", last) || unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune("-/_", first) || unicode.IsLetter(first) || unicode.IsDigit(first)
}

// Masked returns the cell without the e-mail addresses and telephone numbers in it, cut to MaxText.
func Masked(cell string) string {
	text := strings.ToValidUTF8(parse.Clean(cell), "\ufffd")
	if strings.Contains(text, "@") {
		text = emailAddress.ReplaceAllString(text, "[e-mail removed]")
	}
	if digits(text) >= minDigits {
		text = masked(text)
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
