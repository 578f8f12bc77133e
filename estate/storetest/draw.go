package storetest

import (
	"fmt"
	"slices"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

// The pools are small, so drawn estates are full of ties, nulls, shared things and adjacent days.
var (
	drawnNames    = []string{"", "Acme", "ACME", "acme ltd", "Ünit", "unit 2", "データ", "\U00010400"}
	drawnDates    = []estate.StatedDate{"", "", "2015", "2020-02-29", "2021-11", "2023-12-31", "2025", "2026-11-22", "2026-11-23", "2026-11-24", "2027-02", "2028-02-29", "2031-08-31"}
	drawnReadings = []estate.StatedDate{"", "2015-03", "2021-11-22", "2021-11-23", "2024", "2026-11-23", "2026-11-24", "2027-01"}
	drawnOCIDs    = []string{"", "ocds-acme-1", "ocds-acme-10"}
	drawnAnswers  = []*bool{nil, nil, new(true), new(false)}
	drawnMonths   = []int{6, 12, 12, 18}
	drawnStates   = []estate.ExtensionState{estate.ExtensionAvailable, estate.ExtensionTaken, estate.ExtensionLapsed, estate.ExtensionUnknown}
	drawnMethods  = []string{"", "Open procedure", "Direct award", "Call-off"}
	drawnValues   = []*estate.Value{
		nil, worth(estate.BasisTotal, 1000, estate.VATExcluded), worth(estate.BasisTotal, 1000, estate.VATIncluded),
		worth(estate.BasisPerYear, 7, estate.VATUnknown), worth(estate.BasisEstimate, 9, estate.VATExcluded), worth(estate.BasisPerYear, 0, estate.VATExcluded),
	}
)

// drawnDays are the days to ask as of.
var drawnDays = []estate.Date{"2014-06-01", "2021-11-23", "2025-01-01", "2026-11-22", "2026-11-23", "2026-11-24", "2027-02-28", "2032-01-01"}

// Draw draws a small estate whose facts can all be written, because it holds everything they refer
// to.
func Draw(t *rapid.T) *estate.Changes {
	f := Fixture()
	c := &estate.Changes{Sources: f.Sources[:1], Boroughs: f.Boroughs[:rapid.IntRange(2, 4).Draw(t, "boroughs")]}
	c.Services = []*estate.Service{{ID: finance, Name: "Finance"}, {ID: ledger, Name: "Ledger", Area: finance}, {ID: payroll, Name: "Ledger", Area: finance}, {ID: housing, Name: "finance"}}
	c.Partnerships = []*estate.Partnership{{ID: alliance, Slug: "alliance", Name: "Alliance", Members: some(t, "members", idsOf(c.Boroughs))}}
	drawSuppliers(t, c)
	drawSystems(t, c)
	drawFrameworks(t, c)
	drawContracts(t, c)
	drawNotices(t, c)
	drawDeployments(t, c)
	drawEvidence(t, c)
	return c
}

func pick[T any](t *rapid.T, what string, from []T) T { return rapid.SampledFrom(from).Draw(t, what) }

// some draws up to three of a list, each at most once. The result may be nil, empty or filled.
func some(t *rapid.T, what string, from []estate.ID) []estate.ID {
	if len(from) == 0 || rapid.IntRange(0, 4).Draw(t, what+" unknown") == 0 {
		return nil
	}
	return append([]estate.ID{}, rapid.SliceOfNDistinct(rapid.SampledFrom(from), 0, min(3, len(from)), rapid.ID).Draw(t, what)...)
}

func drawSuppliers(t *rapid.T, c *estate.Changes) {
	n := rapid.IntRange(1, 4).Draw(t, "suppliers")
	id := func(i int) estate.ID { return estate.ID(fmt.Sprintf("Supplier:s%d", i)) }
	for i := range n {
		s := &estate.Supplier{ID: id(i), Name: pick(t, "name", drawnNames), Names: drawNames(t)}
		for range rapid.IntRange(0, 2).Draw(t, "events") {
			s.Events = append(s.Events, estate.SupplierEvent{
				Kind:  pick(t, "kind", []estate.SupplierEventKind{estate.EventAcquired, estate.EventDivested, estate.EventPartOf, estate.EventAgreed, estate.EventMerged}),
				Other: id(rapid.IntRange(0, n-1).Draw(t, "other")), On: pick(t, "on", drawnDates), Inferred: rapid.Bool().Draw(t, "inferred"),
			})
		}
		c.Suppliers = append(c.Suppliers, s)
	}
}

// drawNames draws aliases and earlier names, some of them equal to a current name.
func drawNames(t *rapid.T) []estate.DatedName {
	var names []estate.DatedName
	for range rapid.IntRange(0, 2).Draw(t, "other names") {
		names = append(names, estate.DatedName{Name: pick(t, "other name", append(drawnNames, "old Acme")), Earlier: rapid.Bool().Draw(t, "earlier")})
	}
	return names
}

func drawSystems(t *rapid.T, c *estate.Changes) {
	for i := range rapid.IntRange(1, 4).Draw(t, "systems") {
		s := &estate.System{ID: estate.ID(fmt.Sprintf("System:y%d", i)), Name: pick(t, "name", drawnNames), Names: drawNames(t)}
		for _, maker := range some(t, "makers", idsOf(c.Suppliers)) {
			m := estate.Making{Supplier: maker, FirstRead: pick(t, "first", drawnReadings), Inferred: rapid.Bool().Draw(t, "inferred")}
			if m.LastRead = m.FirstRead; m.FirstRead != "" && rapid.Bool().Draw(t, "later") {
				m.LastRead = "2027-06"
			}
			s.Makers = append(s.Makers, m)
		}
		c.Systems = append(c.Systems, s)
	}
}

func drawContracts(t *rapid.T, c *estate.Changes) {
	n := rapid.IntRange(0, 7).Draw(t, "contracts")
	for i := range n {
		k := &estate.Contract{
			ID: estate.ID(fmt.Sprintf("Contract:c%d", i)), Title: pick(t, "title", drawnNames), OCID: pick(t, "ocid", drawnOCIDs), Stage: estate.StageSigned, Method: pick(t, "method", drawnMethods),
			Systems: some(t, "systems", idsOf(c.Systems)), Services: some(t, "services", idsOf(c.Services)), Value: pick(t, "value", drawnValues),
			StartDate: pick(t, "start", drawnDates), EndDate: pick(t, "end", drawnDates), MaxExtentDate: pick(t, "max extent", drawnDates),
			Rolling: rapid.IntRange(0, 5).Draw(t, "rolling") == 0, Ended: rapid.IntRange(0, 5).Draw(t, "ended") == 0,
		}
		if len(c.Frameworks) > 0 && rapid.Bool().Draw(t, "called off") {
			k.CalledOff = pick(t, "framework", idsOf(c.Frameworks))
		}
		for _, b := range some(t, "parties", idsOf(c.Boroughs)) {
			k.Parties = append(k.Parties, estate.ContractParty{Borough: b})
		}
		if len(k.Parties) == 0 {
			k.Parties = []estate.ContractParty{{Name: "another authority"}}
		}
		for _, s := range some(t, "suppliers", idsOf(c.Suppliers)) {
			k.Suppliers = append(k.Suppliers, estate.ContractSupplier{Supplier: s, SignedAs: "as signed", Inferred: rapid.Bool().Draw(t, "inferred")})
		}
		k.SuppliersWithheld = len(k.Suppliers) == 0 && rapid.Bool().Draw(t, "withheld")
		drawDates(t, k)
		if i > 0 && rapid.IntRange(0, 2).Draw(t, "succeeded") == 0 {
			k.Successor = estate.ID(fmt.Sprintf("Contract:c%d", rapid.IntRange(0, i-1).Draw(t, "successor")))
		}
		c.Contracts = append(c.Contracts, k)
	}
}

func drawFrameworks(t *rapid.T, c *estate.Changes) {
	for i := range rapid.IntRange(0, 3).Draw(t, "frameworks") {
		c.Frameworks = append(c.Frameworks, &estate.Framework{
			ID: estate.ID(fmt.Sprintf("Framework:f%d", i)), Name: pick(t, "name", drawnNames[1:]), Code: pick(t, "code", []string{"", "RM1", "RM2"}),
			Boroughs: some(t, "owners", idsOf(c.Boroughs)), Suppliers: some(t, "on it", idsOf(c.Suppliers)),
		})
	}
}

func drawNotices(t *rapid.T, c *estate.Changes) {
	for i := range rapid.IntRange(0, 5).Draw(t, "notices") {
		n := &estate.Notice{
			ID: estate.ID(fmt.Sprintf("Notice:n%d", i)), Title: pick(t, "title", drawnNames), Stage: pick(t, "stage", append([]estate.NoticeStage{""}, estate.NoticeStages...)),
			PublishedDate: pick(t, "published", drawnDates), TenderDeadline: pick(t, "due", drawnDates), CPV: pick(t, "cpv", [][]string{nil, {"48"}, {"48000000-8", "72"}}),
			Suppliers: some(t, "named", idsOf(c.Suppliers)), Services: some(t, "services", idsOf(c.Services)),
			Contracts: some(t, "about", idsOf(c.Contracts)), Frameworks: some(t, "frameworks", idsOf(c.Frameworks)),
			OCID: pick(t, "ocid", append([]string{"ocds-acme-2"}, drawnOCIDs...)), SMESuitable: pick(t, "suits small ones", drawnAnswers),
		}
		for range rapid.IntRange(0, 2).Draw(t, "lots") {
			n.Lots = append(n.Lots, estate.NoticeLot{SMESuitable: pick(t, "lot suits small ones", drawnAnswers)})
		}
		for _, b := range some(t, "buyers", idsOf(c.Boroughs)) {
			n.Parties = append(n.Parties, estate.NoticeParty{Borough: b})
		}
		if len(n.Parties) == 0 {
			n.Parties = []estate.NoticeParty{{Name: "another authority"}}
		}
		c.Notices = append(c.Notices, n)
	}
}

func drawDates(t *rapid.T, k *estate.Contract) {
	if k.StartDate != "" && k.EndDate != "" && k.EndDate.Last() < k.StartDate.First() {
		k.StartDate, k.EndDate = k.EndDate, k.StartDate
	}
	if rapid.Bool().Draw(t, "options known") {
		k.Extensions = []estate.Extension{}
		for range rapid.IntRange(0, 3).Draw(t, "options") {
			k.Extensions = append(k.Extensions, estate.Extension{Months: pick(t, "months", drawnMonths), State: pick(t, "state", drawnStates)})
		}
	}
	if k.Rolling {
		k.Anniversary = pick(t, "anniversary", drawnDates)
	}
	if rapid.IntRange(0, 3).Draw(t, "break") == 0 {
		k.Breaks = []estate.Break{{AfterMonths: pick(t, "months", drawnMonths)}}
	}
	if exit := k.CountedEnd(); exit != "" && rapid.IntRange(0, 2).Draw(t, "deadline") == 0 {
		k.Deadlines = []estate.Deadline{{
			Kind: pick(t, "deadline of", []estate.ExitKind{estate.ExitNoticeDeadline, estate.ExitExtensionDecision}),
			On:   estate.StatedDate(exit.AddMonths(-pick(t, "months", drawnMonths))), ExitDate: estate.StatedDate(exit),
		}}
	}
}

func drawDeployments(t *rapid.T, c *estate.Changes) {
	for i := range rapid.IntRange(0, 5).Draw(t, "deployments") {
		d := &estate.Deployment{
			ID: estate.ID(fmt.Sprintf("Deployment:d%d", i)), Borough: pick(t, "borough", idsOf(c.Boroughs)), System: pick(t, "system", idsOf(c.Systems)),
			Services: some(t, "services", idsOf(c.Services)), StartDate: pick(t, "start", drawnDates), EndDate: pick(t, "end", drawnDates),
			ReplacedOn: pick(t, "replaced", drawnDates), Planned: rapid.IntRange(0, 3).Draw(t, "planned") == 0, Contracts: some(t, "contracts", idsOf(c.Contracts)),
		}
		if d.StartDate != "" && d.EndDate != "" && d.EndDate.Last() < d.StartDate.First() {
			d.StartDate, d.EndDate = d.EndDate, d.StartDate
		}
		for _, other := range some(t, "integrations", idsOf(c.Systems)) {
			if other != d.System {
				d.Integrations = append(d.Integrations, estate.Integration{System: other, What: pick(t, "what", drawnNames), Inferred: rapid.Bool().Draw(t, "inferred")})
			}
		}
		c.Deployments = append(c.Deployments, d)
	}
}

func drawEvidence(t *rapid.T, c *estate.Changes) {
	subjects := slices.Concat(idsOf(c.Contracts), idsOf(c.Contracts), idsOf(c.Deployments), idsOf(c.Notices), idsOf(c.Frameworks))
	if len(subjects) == 0 {
		return
	}
	held := map[estate.ID]bool{}
	for range rapid.IntRange(0, 12).Draw(t, "evidence") {
		e := reading(pick(t, "subject", subjects), pick(t, "as of", drawnReadings))
		if !held[e.ID] {
			held[e.ID] = true
			c.Evidence = append(c.Evidence, e)
		}
	}
}
