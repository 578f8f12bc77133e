package ocds

import (
	"regexp"
	"strconv"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/parse"
)

var (
	initial   = regexp.MustCompile(`(?i)\binitial\b`)
	extends   = regexp.MustCompile(`(?i)\b(exten|renew)`)
	twice     = regexp.MustCompile(`(\d+) ?\((\d+)\)`) // "two (2) years"
	oneNumber = regexp.MustCompile(`^[^\d]*\d{1,3}[^\d]*$`)
	several   = regexp.MustCompile(`(?i)\b(each|x|periods|extensions|options|times|per)\b|×`)
	// further finds the option in a sentence such as "may be extended for up to a further 24
	// months".
	further = regexp.MustCompile(`(?i)\b(?:exten\w*|renew\w*)\b[^.;\d]{0,60}?\b(?:for|by|of|to)\s+(?:(?:a|an|up|to|the|maximum|of|further|additional|another|period|optional)\s+)*(\d{1,3})[ -]?(year|month)s?\b`)
)

// optionsIn returns the months of each option that a renewal text states. It accepts a term as
// registers write it, else a sentence with one number. It returns nil if the text can be read in
// more than one way.
func optionsIn(text string) []int {
	if initial.MatchString(text) { // it may state the initial term only
		return nil
	}
	for _, form := range []string{text, "+ " + text} {
		if t, ok := parse.Term(form); ok && t.Months == 0 && len(t.Options) > 0 {
			return t.Options
		}
	}
	text = parse.Figures(strings.ToLower(text))
	text = twice.ReplaceAllStringFunc(text, func(pair string) string {
		if m := twice.FindStringSubmatch(pair); m[1] == m[2] {
			return m[1]
		}
		return pair
	})
	m := further.FindStringSubmatch(text)
	if m == nil || !oneNumber.MatchString(text) || several.MatchString(text) {
		return nil
	}
	months, _ := strconv.Atoi(m[1]) // up to three digits, as matched
	if m[2] == "year" {
		months *= 12
	}
	if months == 0 || months > parse.MaxTermMonths {
		return nil
	}
	return []int{months}
}

// lasting is a start, an end, and the last day that options allow.
type lasting struct{ start, end, last estate.StatedDate }

// period reads a period. If it ends before it starts, it is noted and left out, because either date
// may be wrong. A length in days is kept only as evidence, because portals compute it from the
// months that were meant.
func (s *stated) period(n node) lasting {
	start, end, last, days := n.at("startDate"), n.at("endDate"), n.at("maxExtentDate"), n.at("durationInDays")
	p := lasting{start.date(), end.date(), last.date()}
	s.says("startDate", start.text(), start)
	s.says("endDate", end.text(), end)
	s.says("maxExtentDate", last.text(), last)
	if text := days.text(); text != "" {
		s.says("termMonths", text+" days", days)
		if p.end == "" {
			days.note(days.path, text, "a length in days is not an end: it is kept as evidence")
		}
	}
	if months := n.at("durationInMonths"); months.text() != "" {
		s.says("termMonths", months.text()+" months", months)
		if p.end == "" {
			months.note(months.path, months.text(), "a length in months is not an end: it is kept as evidence")
		}
	}
	if p.start != "" && p.end != "" && p.end.Last() < p.start.First() {
		end.note(end.path, end.text(), "it ends before its start, "+start.text()+": neither is read")
		p.start, p.end = "", ""
	}
	if p.last != "" && p.end != "" && p.last.Last() < p.end.Last() {
		last.note(last.path, last.text(), "it is before the end")
		p.last = ""
	}
	return p
}

// hasOptions reports whether anything is stated about extension options.
func hasOptions(n node) bool {
	return n.at("hasRenewal").exists() || n.at("renewal").exists() || n.at("hasOptions").exists() || n.at("options").exists()
}

// options reads the extension options: nil if they are unknown, empty if the release says that
// there are none. A release does not say whether an option can still be taken.
func (s *stated) options(n node) []estate.Extension {
	renewal, other := n.at("hasRenewal"), n.at("hasOptions")
	text, more := n.in("renewal", "description").words(), n.in("options", "description").words()
	s.says("extensions", text, n.in("renewal", "description"))
	s.says("extensions", more, n.in("options", "description"))
	for i, words := range []string{text, more} {
		// Other options are for more goods, not more time.
		if words == "" || i > 0 && !extends.MatchString(words) {
			continue
		}
		if months := optionsIn(words); months != nil {
			return parse.Extensions(months)
		}
	}
	says := renewal.yes()
	switch {
	case says != nil && !*says && !other.is() && text == "" && more == "":
		s.says("extensions", "hasRenewal: false", renewal)
		return []estate.Extension{}
	case says != nil && *says && text == "" && more == "":
		s.says("extensions", "hasRenewal: true", renewal)
	}
	if text != "" {
		n.note(n.path+".renewal.description", text, "the option can be read in more than one way: it is kept as evidence")
	}
	return nil
}
