package estate

import (
	"cmp"
	"slices"
)

// anniversaries is the number of anniversaries derived for a rolling contract, from the stated one
// on.
const anniversaries = 20

// ExitPoint is a date on which a party can leave, or by which it must act in order to leave.
type ExitPoint struct {
	Contract ID       `json:"contract"`
	Kind     ExitKind `json:"kind"`
	// Position numbers the contract's exit points of one kind from 1, by date, including those that
	// have passed. It stays the same when a date moves.
	Position int  `json:"position"`
	Date     Date `json:"date"` // the last day of cover, or the last day to act
	// DateStated is the date as its source states it; empty if it was worked out.
	DateStated StatedDate `json:"dateStated,omitempty"`
	// OptionsToTake is the number of options that lead to the date; nil if only the latest possible
	// end is stated.
	OptionsToTake *int `json:"optionsToTake"`
	// Assumed reports that the date needs an option whose state is UNKNOWN.
	Assumed bool `json:"assumed"`
	// Derived reports that the date was worked out from a start and a term.
	Derived bool `json:"derived"`
	// ActBy is the stated last day to act; empty if unknown.
	ActBy Date `json:"actBy,omitempty"`
	// ExitDate is, on a deadline row, the exit that the deadline is for.
	ExitDate Date `json:"exitDate,omitempty"`
	// ActByStated and ExitDateStated are the same dates as stated.
	ActByStated    StatedDate `json:"actByStated,omitempty"`
	ExitDateStated StatedDate `json:"exitDateStated,omitempty"`
	// From and To are the first and the last day on which the exit point is open. It closes after
	// its date, after ActBy, and when a successor has started.
	From Date `json:"from"`
	To   Date `json:"to"`

	Cohort *Cohort `json:"-"`
}

// SortKey orders exit points by date, then contract, then kind.
func (x *ExitPoint) SortKey() string {
	return string(x.Date) + keySeparator + string(x.Contract) + keySeparator + string(x.Kind)
}

// StartBy returns the day on which the work must begin, leadMonths before the date. It is always
// derived.
func (x *ExitPoint) StartBy(leadMonths int) Date { return x.Date.AddMonths(-leadMonths) }

// ExitPoints returns all exit points of a contract by RULES 3, by date, then kind.
func ExitPoints(c *Contract) []*ExitPoint {
	var xs []*ExitPoint
	xs = append(xs, endExits(c)...)
	xs = append(xs, breakExits(c)...)
	xs = append(xs, anniversaryExits(c)...)
	xs = append(xs, deadlineExits(c)...)
	for _, x := range xs {
		x.Contract = c.ID
		if x.ActBy == "" {
			x.ActByStated = actBy(c, x)
			x.ActBy = x.ActByStated.Last()
		}
		x.From, x.To = MinDate, x.Date
		if x.ActBy != "" && x.ActBy < x.To {
			x.To = x.ActBy
		}
		if ended := c.endedFrom(); ended != "" && ended.AddDays(-1) < x.To {
			x.To = ended.AddDays(-1)
		}
	}
	slices.SortFunc(xs, func(a, b *ExitPoint) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Kind, b.Kind), cmp.Compare(b.DateStated, a.DateStated))
	})
	xs = slices.CompactFunc(xs, func(a, b *ExitPoint) bool { return a.Date == b.Date && a.Kind == b.Kind })
	of := map[ExitKind]int{}
	for _, x := range xs {
		of[x.Kind]++
		x.Position = of[x.Kind]
	}
	return xs
}

// endExits returns the exit points END, OPTION_END and FINAL_END.
func endExits(c *Contract) []*ExitPoint {
	if c.Rolling {
		return nil
	}
	end, open := c.CountedEnd(), c.OpenOptions()
	var xs []*ExitPoint
	if end != "" && c.optionsMayRemain() {
		xs = append(xs, &ExitPoint{Kind: ExitEnd, Date: end, DateStated: c.EndDate, OptionsToTake: new(0), Derived: c.EndIsDerived()})
	}
	months, assumed := 0, false
	for k, option := range open {
		months += option.Months
		assumed = assumed || option.State == ExtensionUnknown
		if end == "" {
			continue
		}
		kind := ExitOptionEnd
		if k == len(open)-1 {
			kind = ExitFinalEnd
		}
		xs = append(xs, &ExitPoint{Kind: kind, Date: end.AddMonths(months), OptionsToTake: new(k + 1), Assumed: assumed, Derived: c.EndIsDerived()})
	}
	switch {
	case end != "" && len(open) > 0: // FINAL_END is the last option's end
	case len(open) > 0 && c.MaxExtentDate != "":
		xs = append(xs, &ExitPoint{Kind: ExitFinalEnd, Date: c.MaxExtentDate.Last(), DateStated: c.MaxExtentDate, OptionsToTake: new(len(open)), Assumed: assumed})
	case c.Extensions == nil && c.MaxExtentDate != "":
		xs = append(xs, &ExitPoint{Kind: ExitFinalEnd, Date: c.MaxExtentDate.Last(), DateStated: c.MaxExtentDate, Assumed: true})
	case c.Extensions != nil && end != "":
		xs = append(xs, &ExitPoint{Kind: ExitFinalEnd, Date: end, DateStated: c.EndDate, OptionsToTake: new(0), Derived: c.EndIsDerived()})
	}
	return xs
}

func breakExits(c *Contract) []*ExitPoint {
	var xs []*ExitPoint
	for _, b := range c.Breaks {
		switch {
		case b.On != "":
			xs = append(xs, &ExitPoint{Kind: ExitBreak, Date: b.On.Last(), DateStated: b.On, OptionsToTake: new(0)})
		case c.StartDate != "":
			on := c.StartDate.First().AddMonths(b.AfterMonths).AddDays(-1)
			xs = append(xs, &ExitPoint{Kind: ExitBreak, Date: on, OptionsToTake: new(0), Derived: true})
		}
	}
	return xs
}

// anniversaryExits returns the last day of each year of a rolling contract. Each is counted from
// the stated anniversary, so that 29 February returns in leap years.
func anniversaryExits(c *Contract) []*ExitPoint {
	if !c.Rolling || c.Anniversary == "" {
		return nil
	}
	first := c.Anniversary.First()
	xs := make([]*ExitPoint, 0, anniversaries)
	for year := range anniversaries {
		xs = append(xs, &ExitPoint{Kind: ExitAnniversary, Date: first.AddMonths(12 * year).AddDays(-1), OptionsToTake: new(0), Derived: true})
	}
	return xs
}

func deadlineExits(c *Contract) []*ExitPoint {
	var xs []*ExitPoint
	for _, d := range c.Deadlines {
		xs = append(xs, &ExitPoint{Kind: d.Kind, Date: d.On.Last(), DateStated: d.On, ActBy: d.On.Last(), ExitDate: d.ExitDate.Last(), ActByStated: d.On, ExitDateStated: d.ExitDate, OptionsToTake: new(0)})
	}
	return xs
}

// actBy returns the earliest stated deadline for an exit. That is the last day to give notice for
// its date, or to decide on an option that extends past an earlier exit.
func actBy(c *Contract, x *ExitPoint) StatedDate {
	var by StatedDate
	for _, d := range c.Deadlines {
		exit := d.ExitDate.Last()
		mine := d.Kind == ExitNoticeDeadline && exit == x.Date ||
			d.Kind == ExitExtensionDecision && exit < x.Date && x.OptionsToTake != nil && *x.OptionsToTake > 0
		if mine && (by == "" || d.On.Last() < by.Last()) {
			by = d.On
		}
	}
	return by
}

func (x *ExitPoint) cohort() **Cohort { return &x.Cohort }
