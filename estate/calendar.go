package estate

import (
	"context"
	"slices"
)

// Calendars counts the contracts that fall due in each period.
type Calendars interface {
	// RenewalCalendar counts, for each span of days, the contracts with an exit point in it. It
	// returns one period per span in the same order, also where the count is 0. Spans must not
	// overlap, and q.Kinds must be set. It considers the same contracts as RenewalsCoverage; q.From
	// and q.To are not used.
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

// CalendarKinds are the kinds of exit point that a calendar counts by default (RULES 7).
var CalendarKinds = []ExitKind{ExitAnniversary, ExitEnd, ExitFinalEnd}

// MaxPeriods is the largest number of periods in a calendar.
const MaxPeriods = 400

// DaySpan is a range of days, both included.
type DaySpan struct {
	First Date `json:"first"`
	Last  Date `json:"last"`
}

// CalendarPeriod counts the contracts that fall due in one period.
type CalendarPeriod struct {
	DaySpan
	// ContractCount is of distinct contracts. The sum has each of them once.
	ContractCount int `json:"contractCount"`
	KnownSum
	// ByKind has one entry for each kind asked for, in the order of ExitKinds, also where the count
	// is 0.
	ByKind []KindCount `json:"byKind"`
}

// KindCount is the number of contracts with an exit point of one kind.
type KindCount struct {
	Kind          ExitKind `json:"kind"`
	ContractCount int      `json:"contractCount"`
}

// Periods returns the periods from the one that contains from to the one that contains to, in
// order. The first and the last are clipped to the range. It returns INVALID if from is after to,
// or if there would be more than MaxPeriods.
func Periods(from, to Date, by CalendarUnit) ([]DaySpan, error) {
	if to < from {
		return nil, Invalidf("from %s is after to %s", from, to)
	}
	months := by.months()
	month := int(from.Time().Month()) - 1
	// The first day of the unit that contains from. A unit of n months begins n, 2n, ... months
	// into the year.
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

// NewCalendar returns a calendar with all counts at 0.
func NewCalendar(spans []DaySpan, kinds []ExitKind) []*CalendarPeriod {
	periods := make([]*CalendarPeriod, len(spans))
	for i, span := range spans {
		p := &CalendarPeriod{DaySpan: span, KnownSum: KnownSum{VAT: VATUnknown}, ByKind: []KindCount{}}
		for _, kind := range ExitKinds {
			if slices.Contains(kinds, kind) {
				p.ByKind = append(p.ByKind, KindCount{Kind: kind})
			}
		}
		periods[i] = p
	}
	return periods
}

// Count sets the number of contracts with an exit point of a kind.
func (p *CalendarPeriod) Count(kind ExitKind, contracts int) {
	for i := range p.ByKind {
		if p.ByKind[i].Kind == kind {
			p.ByKind[i].ContractCount = contracts
		}
	}
}
