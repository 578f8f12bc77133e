package estate

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"
)

// SingleFields are the fields that can have one value only: where two sources read two, one of them is wrong.
var SingleFields = map[Kind][]string{
	KindBorough:    {"officialName", "population"},
	KindContract:   {"anniversary", "endDate", "framework", "maxExtentDate", "method", "startDate", "termMonths", "title", "value"},
	KindDeployment: {"endDate", "hosting", "replacedOn", "startDate", "system"},
}

// SingleFieldNames are all of SingleFields, each once.
func SingleFieldNames() []string {
	var names []string
	for _, fields := range SingleFields {
		names = append(names, fields...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Contradiction is one field on which sources differ.
type Contradiction struct {
	Subject ID     `json:"subject"`
	Field   string `json:"field"`
	// Evidence is each side, newest first, undated last.
	Evidence []*Evidence `json:"evidence"`
	// Shown is the one of them that ComparePrecedence puts first: what the subject shows, where it was imported.
	Shown *Evidence `json:"shown"`
}

// Contradictions are the single-valued fields on which sources differ, by subject, then field. Evidence
// comes by subject, then field.
func Contradictions(evidence []*Evidence) []*Contradiction {
	var found []*Contradiction
	for len(evidence) > 0 {
		first := evidence[0]
		n := slices.IndexFunc(evidence, func(e *Evidence) bool { return e.Subject != first.Subject || e.Field != first.Field })
		if n < 0 {
			n = len(evidence)
		}
		if slices.Contains(SingleFields[first.Subject.Kind()], first.Field) && differ(evidence[:n]) {
			found = append(found, &Contradiction{
				Subject: first.Subject, Field: first.Field, Evidence: evidence[:n], Shown: shownOf(evidence[:n], first.Field),
			})
		}
		evidence = evidence[n:]
	}
	return found
}

// differ reports whether two sources state values that cannot both be right.
func differ(on []*Evidence) bool {
	for i, a := range on {
		if slices.ContainsFunc(on[i+1:], func(b *Evidence) bool { return a.Source != b.Source && !agree(a.Field, a.Value, b.Value) }) {
			return true
		}
	}
	return false
}

// agree reports whether two texts state the same of a field: numbers as numbers, "1688800" and "£1,688,800.00", dates
// as dates, "2027-03-31" and "31/03/2027", at the coarser of two precisions; anything else without case and punctuation.
func agree(field, a, b string) bool {
	if strings.HasSuffix(field, "Date") || field == "anniversary" || field == "replacedOn" {
		x, y := dateStated(a), dateStated(b)
		if x != "" && y != "" {
			return x == y || strings.HasPrefix(string(x), string(y)+"-") || strings.HasPrefix(string(y), string(x)+"-")
		}
	}
	if field == "value" || field == "population" || field == "termMonths" {
		x, y := numberStated(a), numberStated(b)
		if x != nil && y != nil {
			return x.Cmp(y) == 0
		}
	}
	return Fold(a) == Fold(b)
}

// statedForms are the forms of a date that sources use, the day before the month, and the precision each has.
var statedForms = []struct{ layout, precision string }{
	{"2006-01-02", dateLayout}, {"2/1/2006", dateLayout}, {"2/1/06", dateLayout}, {"2.1.2006", dateLayout}, {"2.1.06", dateLayout}, {"2-1-2006", dateLayout}, {"2-1-06", dateLayout},
	{"2 Jan 2006", dateLayout}, {"2 January 2006", dateLayout}, {"2-Jan-2006", dateLayout}, {"2-Jan-06", dateLayout},
	{"2006-01", "2006-01"}, {"1/2006", "2006-01"}, {"Jan 2006", "2006-01"}, {"January 2006", "2006-01"}, {"Jan-06", "2006-01"}, {"2006", "2006"},
}

// timeStated is a time of day behind a date; it says nothing about the day (RULES 1).
var timeStated = regexp.MustCompile(`^(\S+)[T ]\d{1,2}:\d{2}\S*$`)

// dateStated is the date that a text is; empty if it is none.
func dateStated(text string) StatedDate {
	text = timeStated.ReplaceAllString(strings.Join(strings.Fields(text), " "), "$1")
	for _, f := range statedForms {
		if t, err := time.Parse(f.layout, text); err == nil && t.Year() >= 1 {
			return StatedDate(t.Format(f.precision))
		}
	}
	return ""
}

var amountStated = regexp.MustCompile(`^£?(\d{1,15}(?:\.\d{1,12})?)(k|m)?$`)

// numberStated is the number that a text is, an amount of pounds among them; nil if it is none.
func numberStated(text string) *big.Rat {
	m := amountStated.FindStringSubmatch(strings.ToLower(strings.NewReplacer(",", "", " ", "", "GBP", "").Replace(text)))
	if m == nil {
		return nil
	}
	n, _ := new(big.Rat).SetString(m[1]) // digits, as matched
	switch m[2] {
	case "k":
		n.Mul(n, big.NewRat(1e3, 1))
	case "m":
		n.Mul(n, big.NewRat(1e6, 1))
	}
	return n
}
