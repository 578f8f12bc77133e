package estate

import (
	"cmp"
	"slices"
)

// anniversaries is how many a rolling contract is given, from the stated one on.
const anniversaries = 20

// ExitPoint is a date on which a party can leave, or by which it must act to.
type ExitPoint struct {
	Contract ID       `json:"contract"`
	Kind     ExitKind `json:"kind"`
	// Position is which of its kind it is on the contract, from 1, by date, those that are
	// gone among them: it stays where a date moves.
	Position int  `json:"position"`
	Date     Date `json:"date"` // the last day of cover, or the last day to act
	// OptionsToTake is how many options lead there; nil where only the latest possible end is stated.
	OptionsToTake *int `json:"optionsToTake"`
	// Assumed: it needs an option of which nobody says whether it can still be taken.
	Assumed bool `json:"assumed"`
	// Derived: worked out from a start and a term.
	Derived bool `json:"derived"`
	// ActBy is the stated last day to act for it; empty is not known.
	ActBy Date `json:"actBy,omitempty"`
	// ExitDate, on a deadline, is the exit that it is about.
	ExitDate Date `json:"exitDate,omitempty"`
	// From and To: the days as of which it stands. It is gone after its date, after
	// ActBy, and once a successor has started.
	From Date `json:"from"`
	To   Date `json:"to"`

	Cohort *Cohort `json:"-"`
}

// SortKey orders exit points by date, then contract, then kind.
func (x *ExitPoint) SortKey() string {
	return string(x.Date) + keySeparator + string(x.Contract) + keySeparator + string(x.Kind)
}

// StartBy is when the work must begin for it, leadMonths ahead; always derived.
func (x *ExitPoint) StartBy(leadMonths int) Date { return x.Date.AddMonths(-leadMonths) }

// ExitPoints are all exit points of a contract by RULES 3, by date, then kind.
func ExitPoints(c *Contract) []*ExitPoint {
	var xs []*ExitPoint
	xs = append(xs, endExits(c)...)
	xs = append(xs, breakExits(c)...)
	xs = append(xs, anniversaryExits(c)...)
	xs = append(xs, deadlineExits(c)...)
	for _, x := range xs {
		x.Contract = c.ID
		if x.ActBy == "" {
			x.ActBy = actBy(c, x)
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
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Kind, b.Kind))
	})
	xs = slices.CompactFunc(xs, func(a, b *ExitPoint) bool { return a.Date == b.Date && a.Kind == b.Kind })
	of := map[ExitKind]int{}
	for _, x := range xs {
		of[x.Kind]++
		x.Position = of[x.Kind]
	}
	return xs
}

// endExits are END, OPTION_END and FINAL_END.
func endExits(c *Contract) []*ExitPoint {
	if c.Rolling {
		return nil
	}
	end, open := c.CountedEnd(), c.openOptions()
	var xs []*ExitPoint
	if end != "" && c.optionsMayRemain() {
		xs = append(xs, &ExitPoint{Kind: ExitEnd, Date: end, OptionsToTake: new(0), Derived: c.EndIsDerived()})
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
		xs = append(xs, &ExitPoint{Kind: ExitFinalEnd, Date: c.MaxExtentDate.Last(), OptionsToTake: new(len(open)), Assumed: assumed})
	case c.Extensions == nil && c.MaxExtentDate != "":
		xs = append(xs, &ExitPoint{Kind: ExitFinalEnd, Date: c.MaxExtentDate.Last(), Assumed: true})
	case c.Extensions != nil && end != "":
		xs = append(xs, &ExitPoint{Kind: ExitFinalEnd, Date: end, OptionsToTake: new(0), Derived: c.EndIsDerived()})
	}
	return xs
}

func breakExits(c *Contract) []*ExitPoint {
	var xs []*ExitPoint
	for _, b := range c.Breaks {
		switch {
		case b.On != "":
			xs = append(xs, &ExitPoint{Kind: ExitBreak, Date: b.On.Last(), OptionsToTake: new(0)})
		case c.StartDate != "":
			on := c.StartDate.First().AddMonths(b.AfterMonths).AddDays(-1)
			xs = append(xs, &ExitPoint{Kind: ExitBreak, Date: on, OptionsToTake: new(0), Derived: true})
		}
	}
	return xs
}

// anniversaryExits are the last days of a rolling contract's years, counted from
// the stated anniversary so that 29 February comes back in leap years.
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
		xs = append(xs, &ExitPoint{Kind: d.Kind, Date: d.On.Last(), ActBy: d.On.Last(), ExitDate: d.ExitDate.Last(), OptionsToTake: new(0)})
	}
	return xs
}

// actBy is the earliest stated deadline for an exit: notice to leave on its date,
// or the decision to take an option that leads past an exit before it.
func actBy(c *Contract, x *ExitPoint) Date {
	var by Date
	for _, d := range c.Deadlines {
		exit := d.ExitDate.Last()
		mine := d.Kind == ExitNoticeDeadline && exit == x.Date ||
			d.Kind == ExitExtensionDecision && exit < x.Date && x.OptionsToTake != nil && *x.OptionsToTake > 0
		if on := d.On.Last(); mine && (by == "" || on < by) {
			by = on
		}
	}
	return by
}

func (x *ExitPoint) cohort() **Cohort { return &x.Cohort }
