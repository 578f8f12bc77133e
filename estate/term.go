package estate

// Term is the state of a contract on a day (RULES 2).
type Term string

// The terms of a contract, in the order in which the rule tries them.
const (
	TermNotStarted   Term = "NOT_STARTED"
	TermEnded        Term = "ENDED"
	TermInTerm       Term = "IN_TERM"
	TermOptionPeriod Term = "OPTION_PERIOD"
	TermPastEnd      Term = "PAST_END"
	TermUnknown      Term = "UNKNOWN"
	TermStale        Term = "STALE"
)

// Terms are all of them.
var Terms = []Term{TermNotStarted, TermEnded, TermInTerm, TermOptionPeriod, TermPastEnd, TermUnknown, TermStale}

// TermStanding is a term, and whether questions count a contract with it by default.
type TermStanding struct {
	Term    Term `json:"term"`
	Counted bool `json:"counted"`
}

// TermOn returns the contract's term as of a day: the first line of RULES 2 that applies. It reads
// the contract's stored Reading and Succession.
func TermOn(c *Contract, asOf Date) TermStanding {
	start, end := c.StartDate.First(), c.CountedEnd()
	last := c.lastKnownDay()
	switch {
	case start != "" && start > asOf:
		// A contract that was signed but has not begun counts. One without evidence by then does
		// not.
		heard := c.Reading.Earliest != "" && c.Reading.Earliest <= asOf
		return TermStanding{TermNotStarted, heard}
	case start == "" && c.Reading.Earliest != "" && c.Reading.Earliest > asOf:
		return TermStanding{TermNotStarted, false}
	case c.endedFrom() != "" && c.endedFrom() <= asOf:
		return TermStanding{TermEnded, false}
	case end != "" && asOf <= end, c.Rolling && !staleOn(c.staleFrom(), asOf):
		return TermStanding{TermInTerm, true}
	case end != "" && asOf <= last:
		return TermStanding{TermOptionPeriod, true}
	case last != "" && last < asOf:
		return TermStanding{TermPastEnd, false}
	case !c.Rolling && !staleOn(c.staleFrom(), asOf):
		return TermStanding{TermUnknown, true}
	}
	return TermStanding{TermStale, false}
}

// TermSpans returns the contract's terms over all days.
func TermSpans(c *Contract) []Span[TermStanding] {
	edges := []Date{
		c.StartDate.First(), c.Reading.Earliest, c.endedFrom(), c.staleFrom(),
		c.CountedEnd().AddDays(1), c.lastKnownDay().AddDays(1),
	}
	return spansOf(edges, func(d Date) TermStanding { return TermOn(c, d) })
}

// endedFrom returns the first day on which the contract counts as ENDED: the day after the stated
// one, which is the last day of cover, else the day of its newest evidence, or the day its
// successor starts if that is earlier. It is empty if the contract is not known to have ended.
func (c *Contract) endedFrom() Date {
	var stated Date
	if c.Ended {
		stated = c.EndedOn.Last().AddDays(1)
		if stated == "" {
			stated = c.Reading.Newest
		}
	}
	if stated == "" || (c.Succession != "" && c.Succession < stated) {
		return c.Succession
	}
	return stated
}

// lastKnownDay returns the last day that the options allow; if no end is known, the stated maximum.
func (c *Contract) lastKnownDay() Date {
	if last := c.lastPossibleDay(); last != "" || c.Rolling {
		return last
	}
	return c.MaxExtentDate.Last()
}

// staleFrom returns the first day on which the contract's evidence is too old. It is empty for a
// contract with a stated start and no dated evidence, which never becomes stale.
func (c *Contract) staleFrom() Date {
	if c.Reading.Newest == "" && c.StartDate != "" {
		return ""
	}
	return c.Reading.staleFrom()
}

// staleOn reports whether asOf is on or after from; an empty from means never.
func staleOn(from, asOf Date) bool { return from != "" && from <= asOf }

// ExtensionsOn returns the contract's options with their states as of a day. From the day the
// successor starts, options that were not taken are LAPSED. Nil is unknown.
func (c *Contract) ExtensionsOn(asOf Date) []Extension {
	if c.Extensions == nil || c.Succession == "" || asOf < c.Succession {
		return c.Extensions
	}
	on := make([]Extension, len(c.Extensions))
	for i, x := range c.Extensions {
		if x.State != ExtensionTaken {
			x.State = ExtensionLapsed
		}
		on[i] = x
	}
	return on
}
