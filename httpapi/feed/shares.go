package feed

import "strconv"

type (
	sum struct {
		Sum               *money
		KnownCount, Count int
	}

	// share is a vendor with its boroughs.
	share struct {
		Supplier                                     struct{ ID, Name string }
		BoroughCount, ContractCount, DeploymentCount int
		CombinedAnnualValue                          sum
		Boroughs                                     []struct {
			Borough struct{ Name, GSSCode string }
			Links   []shareLink
		}
	}

	shareLink struct {
		Via                                         string
		Contract                                    *struct{ ID, Title string }
		Deployment                                  *struct{ ID string }
		Systems                                     []named
		MemberName, SignedAs, Term, Status, EndDate string
		Undated, Inferred                           bool
		Evidence                                    []reading
	}

	// shareLine is one link of one borough of a vendor.
	shareLine struct {
		share
		borough, gssCode string
		link             shareLink
	}
)

// shareLines are the links of all boroughs of a vendor, in the order of the answer.
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

// through is the contract or the deployment of a link.
func (l shareLink) through() string {
	if l.Contract != nil {
		return l.Contract.ID
	}
	return l.Deployment.ID
}

var shareColumns = layout[share, shareLine]{shareLines, append([]column[shareLine]{
	{"vendor", func(l shareLine) string { return l.Supplier.ID }},
	{"vendorName", func(l shareLine) string { return l.Supplier.Name }},
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
	{"title", func(l shareLine) string {
		if l.link.Contract == nil {
			return ""
		}
		return l.link.Contract.Title
	}},
	{"systems", func(l shareLine) string { return each(l.link.Systems, name) }},
	{"member", func(l shareLine) string { return l.link.MemberName }},
	{"signedAs", func(l shareLine) string { return l.link.SignedAs }},
	{"term", func(l shareLine) string { return l.link.Term }},
	{"status", func(l shareLine) string { return l.link.Status }},
	{"endDate", func(l shareLine) string { return l.link.EndDate }},
	{"undated", func(l shareLine) string { return strconv.FormatBool(l.link.Undated) }},
	{"inferred", func(l shareLine) string { return strconv.FormatBool(l.link.Inferred) }},
}, sources(func(l shareLine) []reading { return l.link.Evidence })...)}
