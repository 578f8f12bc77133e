package estate

import "slices"

// ContractDerivation has the values that a Store derives from a contract and keeps beside its
// facts.
type ContractDerivation struct {
	CountedEnd  Date
	AnnualPence *int64
	Keys        ContractKeys
	Terms       []Span[TermStanding]
	ExitPoints  []*ExitPoint
	Offer       string // OfferText
	Leverage    []Span[LeverageKind]
	// OptionsUntold and MethodUntold report that it is unknown whether leverage was lost by an
	// unused option, or by a direct award.
	OptionsUntold, MethodUntold bool
}

// DeriveContract computes everything that a Store keeps of a contract from its facts, its Reading
// and its Succession.
func DeriveContract(c *Contract) ContractDerivation {
	d := ContractDerivation{
		CountedEnd: c.CountedEnd(), Keys: KeysOf(c), Terms: TermSpans(c), ExitPoints: ExitPoints(c),
		Leverage: LeverageSpans(c), OptionsUntold: c.OptionsUntold(), MethodUntold: CompetedBy(c.Method) == nil,
	}
	if a := c.Annual(); a != nil {
		d.AnnualPence = &a.Pence
	}
	d.Offer = OfferText(c, d.Terms, d.ExitPoints)
	return d
}

// SuccessionOf returns the day on which a successor starts: its stated start, else its earliest
// evidence; empty if both are unknown.
func SuccessionOf(successor *Contract) Date {
	if start := successor.StartDate.First(); start != "" {
		return start
	}
	return successor.Reading.Earliest
}

// RuleVersion identifies the rules below and those in term.go, group.go, sortkey.go, leverage.go,
// joint_offer.go, open_opportunity.go, search.go and fold.go. `migrate` rebuilds a store that was
// written under another version. A test in storetest fails if what the rules derive from the
// suite's fixture changes and the version does not.
const RuleVersion = 8

// NoticeDerivation has the values by which a Store decides whether a notice is open.
type NoticeDerivation struct {
	// Step is how far the purchase has come: the position of its stage in NoticeStages, from 1; 0
	// if the stage is unknown.
	Step int `json:"step"`
	// Stale is the first day on which a notice without a deadline counts as old evidence: 60 months
	// and a day after it was published, or MinDate if that day is unknown.
	Stale Date `json:"stale"`
	// SuitsSME is Notice.SuitsSME.
	SuitsSME *bool `json:"suitsSME"`
}

// DeriveNotice computes what a Store keeps of a notice besides its keys.
func DeriveNotice(n *Notice) NoticeDerivation {
	step := 1 + slices.Index(NoticeStages, n.Stage)
	if n.Cancelled && step > 0 { // no longer open, like a purchase that was awarded
		step = max(step, LastOpenStep+1)
	}
	return NoticeDerivation{
		Step:     step,
		Stale:    Reading{Newest: n.PublishedDate.Last()}.staleFrom(),
		SuitsSME: n.SuitsSME(),
	}
}
