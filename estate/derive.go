package estate

import "slices"

// ContractDerivation is what a Store keeps of a contract beside its facts.
type ContractDerivation struct {
	CountedEnd  Date
	AnnualPence *int64
	Keys        ContractKeys
	Terms       []Span[TermStanding]
	ExitPoints  []*ExitPoint
	Offer       string // OfferText
	Leverage    []Span[LeverageKind]
	// OptionsUntold and MethodUntold: nobody says whether leverage was lost by an option left unused or a direct award.
	OptionsUntold, MethodUntold bool
}

// DeriveContract works out all that is stored of a contract from its facts, its
// Reading and its Succession.
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

// SuccessionOf is the day that a successor starts: its stated start, else its
// earliest evidence; empty if neither is known.
func SuccessionOf(successor *Contract) Date {
	if start := successor.StartDate.First(); start != "" {
		return start
	}
	return successor.Reading.Earliest
}

// RuleVersion names the rules below and in term.go, group.go, sortkey.go, leverage.go,
// joint_offer.go, open_opportunity.go, search.go and fold.go. A store that was written under another one is rebuilt by `migrate`.
const RuleVersion = 3

// NoticeDerivation is what a Store keeps of a notice to tell whether it is open.
type NoticeDerivation struct {
	// Step is how far the purchase has come: the place of its stage in NoticeStages, from 1; 0 where that is not known.
	Step int `json:"step"`
	// Stale is the first day on which a notice without a deadline is old evidence: when it was published, and 60
	// months and a day; MinDate where nobody says when it was published.
	Stale Date `json:"stale"`
	// SuitsSME is Notice.SuitsSME.
	SuitsSME *bool `json:"suitsSME"`
}

// DeriveNotice works out what is stored of a notice beside its keys.
func DeriveNotice(n *Notice) NoticeDerivation {
	return NoticeDerivation{
		Step:     1 + slices.Index(NoticeStages, n.Stage),
		Stale:    Reading{Newest: n.PublishedDate.Last()}.staleFrom(),
		SuitsSME: n.SuitsSME(),
	}
}
