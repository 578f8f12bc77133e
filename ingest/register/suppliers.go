package register

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
)

// Why a cell for suppliers gives no name.
const (
	supplierNobody   = "it names no supplier"
	supplierWithheld = "the name is kept back, or is a person's"
	supplierSeveral  = "it may name several suppliers, and where one ends is not plain: none was taken"
)

var (
	legalEnd = regexp.MustCompile(`(?i)\b(ltd|limited|plc|llp|inc|llc|cic|council|trust)\.?\)?$`)
	// legalThenMore matches a company's name followed by something else.
	legalThenMore = regexp.MustCompile(`(?i)\b(?:ltd|limited|plc|llp|inc|llc|cic)\b\.?\)?\s*(?:[,/&+\n]|\band\b)\s*\S`)
	// noSupplier matches cells that name no supplier, in lower case.
	noSupplier = regexp.MustCompile(`^(?:various|multiple|several|numerous)\s*(?:$|[-–(,:/])|` +
		`^(?:various|multiple|several|numerous|multi|many|a (?:number|range) of)[ -]+(?:\w+ )?(?:suppliers?|providers?|contractors?|vendors?|companies|organisations|agencies|firms|lots|awards?)\b|` +
		`^(?:in[ -]?house|internal(?: provision| team| service)?$)|^(?:tbc|tba|tbd|award pending|pending|awaiting|unallocated|vacant)\b|^to be (?:confirmed|advised|determined|agreed|appointed|awarded|procured)\b|` +
		`^no (?:suppliers?|contractors?|providers?|vendors?|awards?|bids?|tenders?|company|organisations?)\b|^not (?:yet )?(?:awarded|applicable|known|appointed|available|stated|specified|provided|assigned)\b|` +
		`^unknown\b|^(?:n/a|none)\b\s*(?:$|[-–(,:])|^see (?:above|below|attached|list|frameworks?|notes?|description|contract|appendix|tab|link|comments?|individual|lots?|schedule|separate)\b|` +
		`^(?:as per|refer to)\b|^(?:the )?(?:framework|approved|preferred) (?:suppliers?|list|providers?)\b|^(?:list|panel) of\b|^lots? \d+(?: ?(?:-|to|and|&) ?\d+)?$`)
	sensitive = regexp.MustCompile(`(?i)\b(commercially sensitive|commercial(?:ly)?(?: in)? confiden\w+|commercial sensitivity|not disclosed|undisclosed|non[ -]disclosed|sensitive|not for release)\b`)
	letters   = regexp.MustCompile(`\p{L}`)
	postcode  = regexp.MustCompile(`(?i)\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b`)
	street    = regexp.MustCompile(`(?i)[,\n]\s*(?:(?:unit|flat|suite|floor|po box)\b|\d{1,4}[a-z]?(?:-\d{1,4})? \p{L}+ (?:\p{L}+ )?(?:street|st|road|rd|lane|avenue|ave|way|drive|close|place|square|court|park|house|hill|row|gardens|terrace|yard|wharf|quay)\b)`)
	legalName = regexp.MustCompile(`(?is)^(.*?\b(?:ltd|limited|plc|llp|inc|llc|cic)\b\.?\)?)\s*[,\n]`)
	explained = regexp.MustCompile(`(?i)\b(part of|trading as|t/a|formerly|previously|division of|on behalf of|c/o|subsidiary of|via|through|acting as|agents? for|now known as|known as|f/k/a|a/k/a)\b`)
	numbered  = regexp.MustCompile(`(?:^|[\s,;])\(?(\d{1,2})[.)]\s+`)
	lotBefore = regexp.MustCompile(`(?i)(?:^|[\s,;/])\(?lots? ?\d{1,2}[a-z]?(?: ?(?:,|-|to|and|&) ?\d{1,2})*\)?\s*[-–:.]?\s*`)
	lotAfter  = regexp.MustCompile(`(?i)\s*[-–,]?\s*[(\[]\s*lots? ?\d{1,2}[^)\]]*[)\]]`)
	betweens  = []*regexp.Regexp{
		regexp.MustCompile(`;`), regexp.MustCompile(`\|`), regexp.MustCompile(`\n`), regexp.MustCompile(`,`), regexp.MustCompile(`/`), regexp.MustCompile(`(?i)\s+and\s+`),
		regexp.MustCompile(`\s+&\s+`), regexp.MustCompile(`\s+\+\s+`),
	}
	severalMark = regexp.MustCompile(`\s[/+]\s|\p{L}{3,}/\p{L}{3,}`)
)

// sureMarks is how many of betweens separate suppliers in any case.
const sureMarks = 2

// suppliersIn returns the suppliers that a cell names, or why it gives none. Semicolons and bars
// separate suppliers, and so do numbers and lots. Other marks do so only if every part ends like a
// company's name, because a single name can contain them. An address after a name is left out.
func suppliersIn(cell string) (names []string, why string) {
	text := parse.Clean(cell)
	switch {
	case match.KeptBack(text), sensitive.MatchString(text):
		return nil, supplierWithheld
	case namesNobody(text):
		return nil, supplierNobody
	}
	parts := inLots(withoutAddress(strings.TrimSpace(cell)))
	for _, part := range parts {
		for _, name := range splitSuppliers(part) {
			name = strings.TrimRight(name, " ,;")
			switch {
			case match.KeptBack(name):
				return nil, supplierWithheld
			case namesNobody(name):
			case ambiguous(name):
				return nil, supplierSeveral
			case !slices.Contains(names, name):
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return nil, supplierNobody
	}
	return names, ""
}

func namesNobody(text string) bool {
	return parse.StatesNothing(text) || !letters.MatchString(text) || noSupplier.MatchString(strings.ToLower(text))
}

// ambiguous reports whether a name may be several: "Capita / Civica", "Acme Ltd, Beta".
func ambiguous(name string) bool {
	if explained.MatchString(name) {
		return false
	}
	return severalMark.MatchString(name) || legalThenMore.MatchString(name)
}

// withoutAddress returns a cell without an address after the name, which is personal data if it is
// a sole trader's.
func withoutAddress(cell string) string {
	at := street.FindStringIndex(cell)
	if at == nil && !postcode.MatchString(cell) {
		return cell
	}
	if m := legalName.FindStringSubmatch(cell); m != nil && !legalName.MatchString(cell[len(m[0]):]+",") {
		return m[1]
	}
	if at != nil && !strings.ContainsAny(cell[:at[0]], ";|") {
		return cell[:at[0]]
	}
	if first, rest, found := strings.Cut(strings.ReplaceAll(cell, "\n", ","), ","); found && postcode.MatchString(rest) && !strings.ContainsAny(cell, ";|") {
		return first
	}
	return postcode.ReplaceAllString(cell, "")
}

// inLots splits a numbered list, or suppliers with the lots that they won. Any other cell is one
// part.
func inLots(cell string) []string {
	if marks := numbered.FindAllStringSubmatchIndex(cell, -1); len(marks) > 0 && marks[0][0] == 0 && consecutive(cell, marks) {
		return between(cell, marks)
	}
	if marks := lotBefore.FindAllStringSubmatchIndex(cell, -1); len(marks) > 0 && marks[0][0] == 0 {
		return between(cell, marks)
	}
	if marks := lotAfter.FindAllStringIndex(cell, -1); len(marks) > 0 {
		var parts []string
		from := 0
		for _, m := range marks {
			parts = append(parts, strings.Trim(cell[from:m[0]], " ,;/&\n"))
			from = m[1]
		}
		if rest := strings.Trim(cell[from:], " ,;/&\n."); rest != "" {
			parts = append(parts, rest)
		}
		for i, part := range parts {
			parts[i] = strings.TrimSpace(strings.TrimPrefix(part, "and "))
		}
		return parts
	}
	return []string{cell}
}

// consecutive reports whether the marks count up from 1.
func consecutive(cell string, marks [][]int) bool {
	for i, m := range marks {
		if n, err := strconv.Atoi(cell[m[2]:m[3]]); err != nil || n != i+1 {
			return false
		}
	}
	return true
}

// between returns the text after each mark.
func between(cell string, marks [][]int) []string {
	var parts []string
	for i, m := range marks {
		end := len(cell)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		if part := strings.Trim(cell[m[1]:end], " ,;/&\n"); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// splitSuppliers splits a cell at the marks between suppliers.
func splitSuppliers(cell string) []string {
	if explained.MatchString(cell) && !strings.ContainsAny(cell, ";|") {
		return []string{parse.Clean(cell)}
	}
	for i, mark := range betweens {
		var parts []string
		for _, part := range mark.Split(strings.TrimSpace(cell), -1) {
			if part = strings.TrimSpace(part); part != "" {
				parts = append(parts, part)
			}
		}
		sure := i < sureMarks
		if len(parts) < 2 || !sure && slices.ContainsFunc(parts, func(p string) bool { return !legalEnd.MatchString(p) }) {
			continue
		}
		var names []string
		for _, part := range parts {
			names = append(names, splitSuppliers(part)...)
		}
		return names
	}
	return []string{parse.Clean(cell)}
}
