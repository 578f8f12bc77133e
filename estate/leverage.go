package estate

import (
	"context"
	"fmt"
	"slices"
)

// Leverages finds where a borough lost negotiating leverage. If Scope.Boroughs is empty but not
// nil, the answer is empty.
type Leverages interface {
	// LostLeverage pages the contracts with which leverage was lost, by LeverageKey.
	LostLeverage(ctx context.Context, q LeverageQuery, w Window) (Page[*LostLeverage], error)
	// LostLeverageCoverage considers every contract of the asked boroughs. A contract without a row
	// of a requested kind is left out because of its term, or else because its options are unknown
	// (if unused options are requested) or its method is (if direct awards are requested).
	LostLeverageCoverage(ctx context.Context, q LeverageQuery) (*Coverage, error)
}

// LeverageKind says how leverage was lost.
type LeverageKind string

// The kinds of LostLeverage, in the order of rows.
const (
	LeverageDirectAward LeverageKind = "DIRECT_AWARD"          // the stated method is not a competition
	LeverageOption      LeverageKind = "OPTION_UNUSED"         // its successor began before its options
	LeveragePastEnd     LeverageKind = "PAST_END_NO_SUCCESSOR" // past its last known day, no successor known
	LeverageRolling     LeverageKind = "ROLLING"               // it renews from year to year
)

// LeverageKinds are all of them.
var LeverageKinds = []LeverageKind{LeverageDirectAward, LeverageOption, LeveragePastEnd, LeverageRolling}

// LeverageTerms are the terms considered by default besides those that questions count, because
// some losses show only once a contract is over.
var LeverageTerms = []Term{TermEnded, TermPastEnd}

// LeverageQuery asks where boroughs lost leverage. If Terms is nil, it considers the terms that
// questions count and LeverageTerms.
type LeverageQuery struct {
	Scope
	Kinds []LeverageKind // nil is all
}

// Asks reports whether the query asks for a kind.
func (q LeverageQuery) Asks(kind LeverageKind) bool {
	return q.Kinds == nil || slices.Contains(q.Kinds, kind)
}

// LostLeverage is one contract and one way in which leverage was lost with it.
type LostLeverage struct {
	Kind     LeverageKind `json:"kind"`
	Contract *Contract    `json:"contract"`
	Term     Term         `json:"term"`
	// Successor is the contract that replaced it. It is nil except with LeverageOption.
	Successor *Contract `json:"successor"`

	Cohort *Cohort `json:"-"`
}

func (l *LostLeverage) cohort() **Cohort { return &l.Cohort }

// LeverageKey orders rows by kind, then contract.
func LeverageKey(kind LeverageKind, contract ID) string {
	return string(kind) + keySeparator + string(contract)
}

// GatherLeverage puts the contracts and successors of a page into one Cohort.
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

// LeverageSpans returns the days on which leverage counts as lost with a contract, by kind, then
// day. It reads the contract's stored Reading and Succession.
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

// UnusedOptions returns the options that the successor cut off. These are the options that a source
// says have lapsed, and those that would have begun on or after the successor's first day. An
// option that had begun by then may have been used, so it is not included. The result is nil if
// there is no successor with a known start.
func (c *Contract) UnusedOptions() []Extension {
	unused, _ := c.optionsCutOff()
	return unused
}

// OptionsUntold reports whether a succeeded contract may have left options unused without a source
// saying so: its options are unknown, or some had begun when the successor started.
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

// Before returns the price per year of the contract; nil if unknown or if there is no successor.
func (l *LostLeverage) Before() *AnnualValue {
	if l.Successor == nil {
		return nil
	}
	return l.Contract.Annual()
}

// After returns the price per year of the successor; nil if unknown or if there is no successor.
func (l *LostLeverage) After() *AnnualValue {
	if l.Successor == nil {
		return nil
	}
	return l.Successor.Annual()
}

// UnusedOptions returns the options left unused, as LAPSED; nil if there is no successor.
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

// PriceRatio returns PriceRatio(Before, After).
func (l *LostLeverage) PriceRatio() *string { return PriceRatio(l.Before(), l.After()) }

// PriceRatio returns after divided by before, rounded half up to two places, for example "1.79". It
// is nil unless both are known with the same VAT and before is above 0.
func PriceRatio(before, after *AnnualValue) *string {
	if before == nil || after == nil || before.VAT != after.VAT || before.Pence <= 0 {
		return nil
	}
	hundredths := divideHalfUp(after.Pence, 100, before.Pence)
	return new(fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100))
}

// Subjects returns the subjects of the row's evidence.
func (l *LostLeverage) Subjects() []ID {
	if l.Successor == nil {
		return []ID{l.Contract.ID}
	}
	return []ID{l.Contract.ID, l.Successor.ID}
}

// The evidence fields that support a row, for the contract and for its successor.
var (
	leverageFields = map[LeverageKind][]string{
		LeverageDirectAward: {"method"},
		LeverageOption:      {"startDate", "endDate", "termMonths", "extensions", "value", "successor"},
		LeveragePastEnd:     {"startDate", "endDate", "termMonths", "maxExtentDate", "extensions"},
		LeverageRolling:     {"rolling", "anniversary"},
	}
	successorFields = []string{"startDate", "endDate", "termMonths", "value"}
)

// RestsOn returns the evidence that supports the row, out of all evidence on its Subjects. The
// contract's evidence comes first. It is never nil.
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
