package feed

import (
	"slices"
	"strconv"
)

type (
	sum struct {
		Sum               *money
		KnownCount, Count int
	}

	// share is a supplier or a system with its boroughs.
	share struct {
		Supplier, System                             struct{ ID, Name string }
		BoroughCount, ContractCount, DeploymentCount int
		CombinedAnnualValue                          sum
		Boroughs                                     []struct {
			Borough struct{ Name, GSSCode string }
			Links   []shareLink
		}
	}

	shareLink struct {
		Via                                          string
		Contract                                     *contract
		Deployment                                   *struct{ ID string }
		Systems                                      []named
		MemberName, SignedAs, Term, Status           string
		EndDate, EndDateStated, ReadOn, ReadOnStated string
		NextEnd                                      *nextEnd
		Undated, Inferred                            bool
		Evidence                                     []reading
	}

	nextEnd struct {
		Date, DateStated, Kind string
		Assumed                bool
	}

	// shareLine is one link of one borough to a share.
	shareLine struct {
		share
		borough, gssCode string
		link             shareLink
	}
)

// shareLines returns the links of all boroughs to a share, in the order of the answer.
func shareLines(s share) []shareLine {
	var lines []shareLine
	for _, b := range s.Boroughs {
		for _, l := range b.Links {
			lines = append(lines, shareLine{s, b.Borough.Name, b.Borough.GSSCode, l})
		}
	}
	return lines
}

func (s sum) amount(part func(money) string) string {
	if s.Sum == nil {
		return ""
	}
	return part(*s.Sum)
}

// through returns the id of the contract or deployment that makes the link.
func (l shareLink) through() string {
	if l.Contract != nil {
		return l.Contract.ID
	}
	return l.Deployment.ID
}

// ofContract returns a text of the link's contract. It is empty if a deployment makes the link.
func (l shareLine) ofContract(text func(contract) string) string {
	if l.link.Contract == nil {
		return ""
	}
	return text(*l.link.Contract)
}

func (l shareLine) nextEnd(text func(nextEnd) string) string {
	if l.link.NextEnd == nil {
		return ""
	}
	return text(*l.link.NextEnd)
}

// totals lists the columns that are the same on each line of a share, then those of its links.
var totals = []column[shareLine]{
	{"boroughCount", func(l shareLine) string { return strconv.Itoa(l.BoroughCount) }},
	{"contractCount", func(l shareLine) string { return strconv.Itoa(l.ContractCount) }},
	{"deploymentCount", func(l shareLine) string { return strconv.Itoa(l.DeploymentCount) }},
	{"combinedAnnualValue", func(l shareLine) string {
		return l.CombinedAnnualValue.amount(func(m money) string { return m.Amount })
	}},
	{"currency", func(l shareLine) string {
		return l.CombinedAnnualValue.amount(func(m money) string { return m.Currency })
	}},
	{"vat", func(l shareLine) string {
		return l.CombinedAnnualValue.amount(func(m money) string { return m.VAT })
	}},
	{"knownValues", func(l shareLine) string { return strconv.Itoa(l.CombinedAnnualValue.KnownCount) }},
	{"borough", func(l shareLine) string { return l.borough }},
	{"gssCode", func(l shareLine) string { return l.gssCode }},
	{"via", func(l shareLine) string { return l.link.Via }},
	{"through", func(l shareLine) string { return l.link.through() }},
	{"title", func(l shareLine) string { return l.ofContract(func(c contract) string { return c.Title }) }},
	{"term", func(l shareLine) string { return l.link.Term }},
	{"status", func(l shareLine) string { return l.link.Status }},
	{"endDate", func(l shareLine) string { return l.link.EndDate }},
	{"endDateStated", func(l shareLine) string { return l.link.EndDateStated }},
	{"readOn", func(l shareLine) string { return l.link.ReadOn }},
	{"readOnStated", func(l shareLine) string { return l.link.ReadOnStated }},
}

var shareSources = sources(func(l shareLine) []reading { return l.link.Evidence })

var vendorColumns = layout[share, shareLine]{shareLines, slices.Concat([]column[shareLine]{
	{"vendor", func(l shareLine) string { return l.Supplier.ID }},
	{"vendorName", func(l shareLine) string { return l.Supplier.Name }},
}, totals, []column[shareLine]{
	{"systems", func(l shareLine) string { return each(l.link.Systems, name) }},
	{"member", func(l shareLine) string { return l.link.MemberName }},
	{"signedAs", func(l shareLine) string { return l.link.SignedAs }},
	{"undated", func(l shareLine) string { return strconv.FormatBool(l.link.Undated) }},
	{"inferred", func(l shareLine) string { return strconv.FormatBool(l.link.Inferred) }},
}, shareSources)}

var systemColumns = layout[share, shareLine]{shareLines, slices.Concat([]column[shareLine]{
	{"system", func(l shareLine) string { return l.System.ID }},
	{"systemName", func(l shareLine) string { return l.System.Name }},
}, totals, []column[shareLine]{
	{"suppliers", func(l shareLine) string { return l.ofContract(contract.suppliers) }},
	{"nextEnd", func(l shareLine) string { return l.nextEnd(func(x nextEnd) string { return x.Date }) }},
	{"nextEndStated", func(l shareLine) string { return l.nextEnd(func(x nextEnd) string { return x.DateStated }) }},
	{"nextEndKind", func(l shareLine) string { return l.nextEnd(func(x nextEnd) string { return x.Kind }) }},
	{"nextEndAssumed", func(l shareLine) string {
		return l.nextEnd(func(x nextEnd) string { return strconv.FormatBool(x.Assumed) })
	}},
}, shareSources)}
