package estate

import (
	"context"
	"slices"
)

// Calendars answers when the work comes.
type Calendars interface {
	// RenewalCalendar counts, for each span of days, the contracts with an exit point in
	// it, in the order of spans, empty ones included; the spans must not overlap. What is
	// looked at is what RenewalsCoverage looks at; q's own range of days is not used. Kinds must be given.
	RenewalCalendar(ctx context.Context, q RenewalsQuery, spans []DaySpan) ([]*CalendarPeriod, error)
}

// CalendarUnit is the length of the periods of a calendar.
type CalendarUnit string

// The units of a calendar.
const (
	UnitMonth   CalendarUnit = "MONTH"
	UnitQuarter CalendarUnit = "QUARTER" // of the calendar year: January to March, and so on
	UnitYear    CalendarUnit = "YEAR"    // from January to December
)

// CalendarUnits are all of them.
var CalendarUnits = []CalendarUnit{UnitMonth, UnitQuarter, UnitYear}

// CalendarKinds are the exit points that a calendar counts unless asked for others (RULES 7).
var CalendarKinds = []ExitKind{ExitAnniversary, ExitEnd, ExitFinalEnd}

// MaxPeriods is the most periods that a calendar has.
const MaxPeriods = 400

// DaySpan is a range of days, both included.
type DaySpan struct {
	First Date `json:"first"`
	Last  Date `json:"last"`
}

// CalendarPeriod is what falls due in one period.
type CalendarPeriod struct {
	DaySpan
	// ContractCount is of distinct contracts. AnnualPence sums the known annual values of
	// KnownCount of them, each once; nil if none is known. Ranges and estimates are in no sum.
	ContractCount int    `json:"contractCount"`
	AnnualPence   *int64 `json:"annualPence"`
	KnownCount    int    `json:"knownCount"`
	VAT           VAT    `json:"vat"`
	// ByKind has one entry for each kind asked for, in the order of ExitKinds, 0 included.
	ByKind []KindCount `json:"byKind"`
}

// KindCount is how many contracts have an exit point of a kind.
type KindCount struct {
	Kind          ExitKind `json:"kind"`
	ContractCount int      `json:"contractCount"`
}

// Periods are the periods from the one that holds from to the one that holds to, in
// order, the first and the last clipped to the range. INVALID if from is after to, or if
// there would be more than MaxPeriods.
func Periods(from, to Date, by CalendarUnit) ([]DaySpan, error) {
	if to < from {
		return nil, Invalidf("from %s is after to %s", from, to)
	}
	months := by.months()
	month := int(from.Time().Month()) - 1
	// the first day of the unit that holds from: every unit begins with a month that its length divides
	begin := StatedDate(from[:7]).First().AddMonths(-month % months)
	var spans []DaySpan
	for {
		if len(spans) == MaxPeriods {
			return nil, Invalidf("the range has more than %d periods: ask for a shorter one, or for longer periods", MaxPeriods)
		}
		last := min(StatedDate(begin.AddMonths(months - 1)[:7]).Last(), to)
		spans = append(spans, DaySpan{First: max(begin, from), Last: last})
		if last == to {
			return spans, nil
		}
		begin = last.AddDays(1)
	}
}

func (u CalendarUnit) months() int {
	switch u {
	case UnitQuarter:
		return 3
	case UnitYear:
		return 12
	case UnitMonth:
	}
	return 1
}

// NewCalendar is a calendar in which nothing falls due yet.
func NewCalendar(spans []DaySpan, kinds []ExitKind) []*CalendarPeriod {
	periods := make([]*CalendarPeriod, len(spans))
	for i, span := range spans {
		p := &CalendarPeriod{DaySpan: span, VAT: VATUnknown, ByKind: []KindCount{}}
		for _, kind := range ExitKinds {
			if slices.Contains(kinds, kind) {
				p.ByKind = append(p.ByKind, KindCount{Kind: kind})
			}
		}
		periods[i] = p
	}
	return periods
}

// Count sets how many contracts have an exit point of a kind.
func (p *CalendarPeriod) Count(kind ExitKind, contracts int) {
	for i := range p.ByKind {
		if p.ByKind[i].Kind == kind {
			p.ByKind[i].ContractCount = contracts
		}
	}
}
