package estate

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"
)

// SingleFields are the fields that can have only one value. If two sources differ on one of them,
// at least one source is wrong.
var SingleFields = map[Kind][]string{
	KindBorough:    {"officialName", "population"},
	KindContract:   singleContractFields(),
	KindDeployment: {"endDate", "hosting", "replacedOn", "startDate", "system"},
}

// SingleFieldNames returns the names in SingleFields, sorted, each once.
func SingleFieldNames() []string {
	var names []string
	for _, fields := range SingleFields {
		names = append(names, fields...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Contradiction is a field on which sources differ.
type Contradiction struct {
	Subject ID     `json:"subject"`
	Field   string `json:"field"`
	// Evidence is the evidence of all sides, newest first, undated last.
	Evidence []*Evidence `json:"evidence"`
	// Shown is the evidence that ComparePrecedence puts first. It is the value that an import gives
	// to the subject.
	Shown *Evidence `json:"shown"`

	Cohort *Cohort `json:"-"`
}

func (c *Contradiction) cohort() **Cohort { return &c.Cohort }

// Contradictions returns the single-valued fields on which sources differ, by subject, then field.
// The evidence must be sorted by subject, then field.
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

// differ reports whether two sources state values that can't both be right.
func differ(on []*Evidence) bool {
	for i, a := range on {
		if slices.ContainsFunc(on[i+1:], func(b *Evidence) bool { return a.Source != b.Source && !agree(a.Field, a.Value, b.Value) }) {
			return true
		}
	}
	return false
}

// agree reports whether two texts state the same value of a field. Numbers are compared as numbers:
// "1688800" equals "£1,688,800.00". Dates are compared at the coarser of their precisions:
// "2027-03" agrees with "31/03/2027". Other texts are compared without case and punctuation.
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

// statedForms are the date forms that sources use, with the day before the month, and the precision
// of each.
var statedForms = []struct{ layout, precision string }{
	{"2006-01-02", dateLayout},
	{"2/1/2006", dateLayout},
	{"2/1/06", dateLayout},
	{"2.1.2006", dateLayout},
	{"2.1.06", dateLayout},
	{"2-1-2006", dateLayout},
	{"2-1-06", dateLayout},
	{"2 Jan 2006", dateLayout},
	{"2 January 2006", dateLayout},
	{"2-Jan-2006", dateLayout},
	{"2-Jan-06", dateLayout},
	{"2006-01", "2006-01"},
	{"1/2006", "2006-01"},
	{"Jan 2006", "2006-01"},
	{"January 2006", "2006-01"},
	{"Jan-06", "2006-01"},
	{"2006", "2006"},
}

// timeStated matches a time of day after a date. It does not affect the day (RULES 1).
var timeStated = regexp.MustCompile(`^(\S+)[T ]\d{1,2}:\d{2}\S*$`)

// dateStated parses a date; it returns "" if the text is not one.
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

// numberStated parses a number, or an amount in pounds. It returns nil if the text is neither.
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
