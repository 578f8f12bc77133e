package estate

import (
	"context"
	"fmt"
	"slices"
)

// Leverages answers where a borough gave way. A Scope with Boroughs empty but not nil gives an empty answer.
type Leverages interface {
	// LostLeverage pages contracts and what was given away with them by LeverageKey.
	LostLeverage(ctx context.Context, q LeverageQuery, w Window) (Page[*LostLeverage], error)
	// LostLeverageCoverage looks at every contract of the asked boroughs. One that is in no row, of
	// whatever kind, is left out by its term, else by what nobody says of its options or its method.
	LostLeverageCoverage(ctx context.Context, q LeverageQuery) (*Coverage, error)
}

// LeverageKind says how leverage is lost.
type LeverageKind string

// The kinds of LostLeverage, in the order of rows.
const (
	LeverageDirectAward LeverageKind = "DIRECT_AWARD"          // awarded without competition, by the stated method
	LeverageOption      LeverageKind = "OPTION_UNUSED"         // its successor began before its options did
	LeveragePastEnd     LeverageKind = "PAST_END_NO_SUCCESSOR" // its last known day has passed, and no successor is known
	LeverageRolling     LeverageKind = "ROLLING"               // it goes on from year to year
)

// LeverageKinds are all of them.
var LeverageKinds = []LeverageKind{LeverageDirectAward, LeverageOption, LeveragePastEnd, LeverageRolling}

// LeverageTerms are the terms that are looked at beside those that questions count:
// what was given away is seen once a contract is over.
var LeverageTerms = []Term{TermEnded, TermPastEnd}

// LeverageQuery asks where boroughs gave way. Terms nil are those that questions count, and LeverageTerms.
type LeverageQuery struct {
	Scope
	Kinds []LeverageKind // nil is all
}

// LostLeverage is one contract and one way in which leverage was lost with it.
type LostLeverage struct {
	Kind     LeverageKind `json:"kind"`
	Contract *Contract    `json:"contract"`
	Term     Term         `json:"term"`
	// Successor is what it was awarded again as; with LeverageOption, else nil.
	Successor *Contract `json:"successor"`

	Cohort *Cohort `json:"-"`
}

func (l *LostLeverage) cohort() **Cohort { return &l.Cohort }

// LeverageKey orders rows by kind, then contract.
func LeverageKey(kind LeverageKind, contract ID) string {
	return string(kind) + keySeparator + string(contract)
}

// GatherLeverage puts the contracts of a page, and the successors among them, into one Cohort.
func GatherLeverage(page Page[*LostLeverage]) {
	var contracts []*Contract
	for _, r := range page.Rows {
		contracts = append(contracts, r.Row.Contract)
		if r.Row.Successor != nil {
			contracts = append(contracts, r.Row.Successor)
		}
	}
	Gather(contracts)
}

// LeverageSpans are the days on which leverage counts as lost with a contract, by
// kind, then day. They read the contract's stored Reading and Succession.
func LeverageSpans(c *Contract) []Span[LeverageKind] {
	var spans []Span[LeverageKind]
	terms := TermSpans(c)
	while := func(kind LeverageKind, holds func(TermStanding) bool) {
		for _, t := range terms {
			if !holds(t.Value) {
				continue
			}
			if n := len(spans); n > 0 && spans[n-1].Value == kind && spans[n-1].To.AddDays(1) == t.From {
				spans[n-1].To = t.To
				continue
			}
			spans = append(spans, Span[LeverageKind]{Value: kind, From: t.From, To: t.To})
		}
	}
	if competed := CompetedBy(c.Method); competed != nil && !*competed {
		while(LeverageDirectAward, func(t TermStanding) bool { return t.Term != TermNotStarted || t.Counted })
	}
	if len(c.UnusedOptions()) > 0 {
		spans = append(spans, Span[LeverageKind]{Value: LeverageOption, From: c.Succession, To: MaxDate})
	}
	if c.Successor == "" {
		while(LeveragePastEnd, func(t TermStanding) bool { return t.Term == TermPastEnd })
	}
	if c.Rolling {
		while(LeverageRolling, func(t TermStanding) bool { return t.Term == TermInTerm })
	}
	return spans
}

// UnusedOptions are the options that its successor cut off: those that a source says have lapsed, and those
// whose first day is not before the day the successor starts. One that had begun by then may have been
// used, whoever takes it for LAPSED since: nobody says. Nil without a successor that has a start.
func (c *Contract) UnusedOptions() []Extension {
	unused, _ := c.optionsCutOff()
	return unused
}

// OptionsUntold reports whether the options of a succeeded contract may have been left unused without
// anybody saying so: they are unknown, or they had begun when the successor started.
func (c *Contract) OptionsUntold() bool {
	_, untold := c.optionsCutOff()
	return untold
}

func (c *Contract) optionsCutOff() (unused []Extension, untold bool) {
	if c.Succession == "" {
		return nil, false
	}
	end, months := c.CountedEnd(), 0
	for _, x := range c.Extensions {
		switch x.State {
		case ExtensionTaken: // the end has it
		case ExtensionLapsed:
			unused = append(unused, x)
		case ExtensionAvailable, ExtensionUnknown:
			if end != "" && c.Succession <= end.AddMonths(months).AddDays(1) {
				unused = append(unused, x)
			} else {
				untold = true
			}
			months += x.Months
		}
	}
	return unused, untold || c.Extensions == nil
}

// Before is the price a year of what was given up; nil where it is not known or there is no successor.
func (l *LostLeverage) Before() *AnnualValue {
	if l.Successor == nil {
		return nil
	}
	return l.Contract.Annual()
}

// After is the price a year of the successor; nil where it is not known or there is none.
func (l *LostLeverage) After() *AnnualValue {
	if l.Successor == nil {
		return nil
	}
	return l.Successor.Annual()
}

// UnusedOptions are the options left unused, LAPSED since the successor began; nil where there is no successor.
func (l *LostLeverage) UnusedOptions() []Extension {
	if l.Successor == nil {
		return nil
	}
	unused := slices.Clone(l.Contract.UnusedOptions())
	for i := range unused {
		unused[i].State = ExtensionLapsed
	}
	return unused
}

// PriceRatio is After divided by Before, half up to two places, "1.79"; nil unless both are
// known, of the same VAT, and the first is more than nothing.
func (l *LostLeverage) PriceRatio() *string { return PriceRatio(l.Before(), l.After()) }

// PriceRatio is after divided by before, half up to two places; nil unless both are
// known, of the same VAT, and before is more than nothing.
func PriceRatio(before, after *AnnualValue) *string {
	if before == nil || after == nil || before.VAT != after.VAT || before.Pence <= 0 {
		return nil
	}
	hundredths := divideHalfUp(after.Pence, 100, before.Pence)
	return new(fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100))
}

// Subjects are what the row's evidence is about.
func (l *LostLeverage) Subjects() []ID {
	if l.Successor == nil {
		return []ID{l.Contract.ID}
	}
	return []ID{l.Contract.ID, l.Successor.ID}
}

// The fields that a row rests on, of the contract and of its successor.
var (
	leverageFields = map[LeverageKind][]string{
		LeverageDirectAward: {"method"},
		LeverageOption:      {"startDate", "endDate", "termMonths", "extensions", "value", "successor"},
		LeveragePastEnd:     {"startDate", "endDate", "termMonths", "maxExtentDate", "extensions"},
		LeverageRolling:     {"rolling", "anniversary"},
	}
	successorFields = []string{"startDate", "endDate", "termMonths", "value"}
)

// RestsOn is the evidence that the row rests on among all that is on its Subjects, the contract's first; never nil.
func (l *LostLeverage) RestsOn(found map[ID][]*Evidence) []*Evidence {
	rests := []*Evidence{}
	for _, e := range found[l.Contract.ID] {
		if slices.Contains(leverageFields[l.Kind], e.Field) {
			rests = append(rests, e)
		}
	}
	if l.Successor == nil {
		return rests
	}
	for _, e := range found[l.Successor.ID] {
		if slices.Contains(successorFields, e.Field) {
			rests = append(rests, e)
		}
	}
	return rests
}
