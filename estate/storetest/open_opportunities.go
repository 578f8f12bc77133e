package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

// open asks for everything that is open on a day.
func open(day estate.Date) estate.OpenOpportunitiesQuery {
	return estate.OpenOpportunitiesQuery{AsOf: day}
}

func openFor(q estate.OpenOpportunitiesQuery, services ...estate.ID) estate.OpenOpportunitiesQuery {
	q.Services = list(services...)
	return q
}

func openWith(q estate.OpenOpportunitiesQuery, cpv ...string) estate.OpenOpportunitiesQuery {
	q.CPV = append([]string{}, cpv...)
	return q
}

func openTo(q estate.OpenOpportunitiesQuery, sme bool) estate.OpenOpportunitiesQuery {
	q.SME = &sme
	return q
}

// opportunity writes an OpenOpportunity as text.
func opportunity(o *estate.OpenOpportunity) string {
	return fmt.Sprintf("%s in %v days", o.Notice.ID.Key(), pointed(o.DaysLeft()))
}

// opportunityCoverage writes a coverage as lines of text.
func opportunityCoverage(c *estate.OpenOpportunityCoverage) []string {
	lines := []string{fmt.Sprintf("%d boroughs, %d with notices, %d notices, %d deadlines known", c.Boroughs, c.BoroughsWithAnyNotice, c.Notices, c.NoticesWithKnownDeadline)}
	for _, l := range c.NoticesLeftOut {
		ids := each(l.NoticeIDs, func(id estate.ID) string { return strings.TrimPrefix(id.Key(), "n") })
		lines = append(lines, fmt.Sprintf("%s %d: %s", l.Reason, l.Count, strings.Join(ids, " ")))
	}
	return lines
}

func testOpenOpportunities(t *testing.T, s estate.Store) {
	const n1, n3, n4, n5 = "n01 in <nil> days", "n03 in 68 days", "n04 in 68 days", "n05 in 403 days"
	for name, test := range map[string]struct {
		query estate.OpenOpportunitiesQuery
		want  []string
	}{
		"everything":                      {open(today), []string{n5}},
		"the soonest first":               {open("2026-05-20"), []string{n3, n4}},
		"the day before they came out":    {open("2026-05-19"), []string{"n04 in 69 days", n1}},
		"the last day":                    {open("2026-07-27"), []string{"n03 in 0 days", "n04 in 0 days", "n05 in 522 days"}},
		"the day after it":                {open("2026-07-28"), []string{"n05 in 521 days"}},
		"a month counts to its end":       {open("2026-06-29"), []string{"n03 in 28 days", "n04 in 28 days"}},
		"nothing is known to last":        {open("2028-01-01"), nil},
		"a service":                       {openFor(open("2026-05-20"), payroll), []string{n4}},
		"an area stands for its services": {openFor(open("2026-05-20"), finance, housing), []string{n3, n4}},
		"a service without any":           {openFor(open("2026-05-20"), ledger), nil},
		"no service":                      {openFor(open("2026-05-20")), nil},
		"a branch of codes":               {openWith(open("2026-05-20"), "48213"), []string{n4}},
		"a branch above it":               {openWith(open("2026-05-20"), "48"), []string{n3, n4}},
		"two branches":                    {openWith(open("2026-05-20"), "72", "482"), []string{n4}},
		"no code":                         {openWith(open("2026-05-20")), nil},
		"suitability for SMEs unknown, asked for suitable":   {openTo(open("2026-05-20"), true), nil},
		"suitability for SMEs unknown, asked for unsuitable": {openTo(open("2026-05-20"), false), nil},
		"a service and a code, both must hold":               {openWith(openFor(open("2026-05-20"), payroll), "72"), nil},
		"a service and a code, where both hold":              {openWith(openFor(open("2026-05-20"), payroll), "482130"), []string{n4}},
	} {
		page := must(s.OpenOpportunities(t.Context(), test.query, all()))(t)
		same(t, name, each(rowsOf(page), opportunity), test.want, loose)
		same(t, name+": the total", page.Total, new(len(test.want)))
	}
	checkPaging(t, "open opportunities", func(w estate.Window) estate.Page[*estate.OpenOpportunity] {
		return must(s.OpenOpportunities(t.Context(), open("2026-07-27"), w))(t)
	})
}

func testOpenOpportunitiesCoverage(t *testing.T, s estate.Store) {
	none := []string{"7 boroughs, 4 with notices, 0 notices, 0 deadlines known"}
	for name, test := range map[string]struct {
		query estate.OpenOpportunitiesQuery
		want  []string
	}{
		// n1 is the plan of n2, which is about k1. n6 is an award, so it is not looked at.
		"everything": {open(today), []string{
			"7 boroughs, 4 with notices, 7 notices, 4 deadlines known", "AWARDED 1: 02", "DEADLINE_PASSED 2: 03 04", "STAGE_UNKNOWN 1: 08", "STALE 1: 07", "SUPERSEDED 1: 01",
		}},
		"before most came out": {open("2026-05-19"), []string{
			"7 boroughs, 4 with notices, 7 notices, 4 deadlines known", "NOT_PUBLISHED 3: 02 03 05", "STAGE_UNKNOWN 1: 08", "STALE 1: 07",
		}},
		// Repairs are in housing: n1, n2 and n8. The services of n5 and n7 are unknown.
		"a service": {openFor(open(today), housing), []string{
			"7 boroughs, 4 with notices, 6 notices, 3 deadlines known", "AWARDED 1: 02", "DEADLINE_PASSED 1: 03", "SERVICE_UNKNOWN 1: 05", "STAGE_UNKNOWN 1: 08", "STALE 1: 07", "SUPERSEDED 1: 01",
		}},
		"a code": {openWith(open(today), "482"), []string{
			"7 boroughs, 4 with notices, 4 notices, 2 deadlines known", "CPV_UNKNOWN 1: 05", "DEADLINE_PASSED 1: 04", "STALE 1: 07", "SUPERSEDED 1: 01",
		}},
		"suitable for SMEs": {openTo(open(today), true), []string{
			"7 boroughs, 4 with notices, 7 notices, 4 deadlines known", "AWARDED 1: 02", "DEADLINE_PASSED 2: 03 04", "SME_UNKNOWN 1: 05", "STAGE_UNKNOWN 1: 08", "STALE 1: 07", "SUPERSEDED 1: 01",
		}},
		"unsuitable for SMEs": {openTo(open(today), false), []string{
			"7 boroughs, 4 with notices, 6 notices, 3 deadlines known", "DEADLINE_PASSED 2: 03 04", "SME_UNKNOWN 1: 05", "STAGE_UNKNOWN 1: 08", "STALE 1: 07", "SUPERSEDED 1: 01",
		}},
		"no service": {openFor(open(today)), none},
		"no code":    {openWith(open(today)), none},
	} {
		same(t, name, opportunityCoverage(must(s.OpenOpportunitiesCoverage(t.Context(), test.query))(t)), test.want)
	}
}

// openOpportunities returns the rows and what they leave out. For each notice it walks over every
// notice.
func (o *oracle) openOpportunities(q estate.OpenOpportunitiesQuery) (rows, covered []string) {
	var openOnes []*estate.Notice
	leftOut := map[string][]estate.ID{}
	looked, withDeadline := 0, 0
	for _, n := range o.facts.Notices {
		if n.Stage == estate.NoticeAward || n.Stage == estate.NoticeContract {
			continue
		}
		fits := map[string]*bool{"SERVICE": o.serviceFits(q, n), "CPV": codeFits(q, n), "SME": smeFits(q, n)}
		if slices.ContainsFunc([]string{"SERVICE", "CPV", "SME"}, func(what string) bool { return fits[what] != nil && !*fits[what] }) {
			continue
		}
		looked++
		if n.TenderDeadline != "" {
			withDeadline++
		}
		reason := o.notOpen(n, q.AsOf)
		for _, what := range []string{"SERVICE", "CPV", "SME"} {
			if reason == "" && fits[what] == nil {
				reason = what + "_UNKNOWN"
			}
		}
		if reason != "" {
			leftOut[reason] = append(leftOut[reason], n.ID)
			continue
		}
		openOnes = append(openOnes, n)
	}
	slices.SortFunc(openOnes, func(a, b *estate.Notice) int {
		x, y := cmp.Or(a.TenderDeadline.Last(), "9999"), cmp.Or(b.TenderDeadline.Last(), "9999")
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a.ID, b.ID))
	})
	buyers := map[estate.ID]bool{}
	for _, n := range o.facts.Notices {
		for _, p := range n.Parties {
			if p.Borough != "" {
				buyers[p.Borough] = true
			}
		}
	}
	head := fmt.Sprintf("%d boroughs, %d with notices, %d notices, %d deadlines known", len(o.facts.Boroughs), len(buyers), looked, withDeadline)
	rows = each(openOnes, func(n *estate.Notice) string {
		return opportunity(&estate.OpenOpportunity{Notice: n, AsOf: q.AsOf})
	})
	lines := leftOutLines(leftOut)
	for i := range lines { // which leftOutLines writes as for contracts
		lines[i] = strings.ReplaceAll(lines[i], " n", " ")
	}
	return rows, append([]string{head}, lines...)
}

// notOpen returns why a notice is not open on a day, whatever is asked for. It returns "" if the
// notice is open.
func (o *oracle) notOpen(n *estate.Notice, day estate.Date) string {
	out := func(other *estate.Notice) bool {
		return other.OCID == n.OCID && n.OCID != "" && (other.PublishedDate == "" || other.PublishedDate.Last() <= day)
	}
	later := func(stages ...estate.NoticeStage) bool {
		return slices.ContainsFunc(o.facts.Notices, func(other *estate.Notice) bool { return out(other) && slices.Contains(stages, other.Stage) })
	}
	awarded := slices.ContainsFunc(o.contracts, func(c *estate.Contract) bool {
		if (n.OCID == "" || c.OCID != n.OCID) && !slices.Contains(n.Contracts, c.ID) {
			return false
		}
		term, counted := inScope(c, day, nil)
		return term != estate.TermNotStarted || counted
	})
	step := slices.Index(estate.NoticeStages, n.Stage)
	published, due := n.PublishedDate.Last(), n.TenderDeadline.Last()
	switch {
	case n.Stage == "":
		return "STAGE_UNKNOWN"
	case published > day:
		return "NOT_PUBLISHED"
	case awarded || later(estate.NoticeAward, estate.NoticeContract):
		return "AWARDED"
	case later(estate.NoticeStages[step+1:]...):
		return "SUPERSEDED"
	case due != "" && due < day:
		return "DEADLINE_PASSED"
	case due == "" && (published == "" || published.AddMonths(60) < day):
		return "STALE"
	}
	return ""
}

// serviceFits reports whether a notice is for a service that is asked for, or returns nil if its
// services are unknown. codeFits and smeFits do the same for codes and for small suppliers.
func (o *oracle) serviceFits(q estate.OpenOpportunitiesQuery, n *estate.Notice) *bool {
	if q.Services != nil && len(n.Services) == 0 {
		return nil
	}
	return new(meets(q.Services, o.withAreas(n.Services)))
}

func codeFits(q estate.OpenOpportunitiesQuery, n *estate.Notice) *bool {
	switch {
	case q.CPV == nil:
		return new(true)
	case len(n.CPV) == 0: // drawn lots have no codes
		return nil
	}
	for _, code := range n.CPV {
		for _, beginning := range q.CPV {
			if strings.HasPrefix(code, beginning) {
				return new(true)
			}
		}
	}
	return new(false)
}

func smeFits(q estate.OpenOpportunitiesQuery, n *estate.Notice) *bool {
	said := map[bool]bool{}
	for _, suits := range append(each(n.Lots, func(l estate.NoticeLot) *bool { return l.SMESuitable }), n.SMESuitable) {
		if suits != nil {
			said[*suits] = true
		}
	}
	switch {
	case q.SME == nil:
		return new(true)
	case len(said) == 0:
		return nil
	}
	return new(*q.SME == said[true])
}

func checkOpenOpportunities(rt *rapid.T, s estate.Store, o *oracle, day estate.Date) {
	f := drawNoticeFilter(rt, o)
	q := estate.OpenOpportunitiesQuery{AsOf: day, Services: f.Services, CPV: f.CPV, SME: rapid.SampledFrom(drawnAnswers).Draw(rt, "for small ones")}
	page := must(s.OpenOpportunities(rt.Context(), q, all()))(rt)
	covered := opportunityCoverage(must(s.OpenOpportunitiesCoverage(rt.Context(), q))(rt))
	if q.IsNone() {
		same(rt, "open opportunities of nothing", len(page.Rows)+len(covered), 1)
		same(rt, "boroughs asked about", must(s.OpenOpportunitiesCoverage(rt.Context(), q))(rt).Boroughs, len(o.facts.Boroughs))
		return
	}
	rows, wanted := o.openOpportunities(q)
	same(rt, "open opportunities", each(rowsOf(page), opportunity), rows, loose)
	same(rt, "open opportunities' total", page.Total, new(len(rows)))
	same(rt, "open opportunities' coverage", covered, wanted)
}

// testStatedFacts reads all facts, some at a time, and some by id. Each must be as it was stated.
func testStatedFacts(t *testing.T, s estate.Store) {
	want := map[estate.Kind][]string{}
	facts := Fixture().Facts()
	slices.SortFunc(facts, func(a, b estate.Fact) int { return cmp.Compare(a.ID, b.ID) })
	for _, f := range facts {
		want[f.Kind] = append(want[f.Kind], f.Text())
	}
	for _, kind := range estate.Kinds {
		var got []string
		for after := estate.ID(""); ; {
			some := must(s.FactsAfter(t.Context(), kind, after, 3))(t)
			if len(some) == 0 {
				break
			}
			got = append(got, each(some, estate.Fact.Text)...)
			after = some[len(some)-1].ID
		}
		same(t, "facts of the kind "+string(kind), got, want[kind])
	}
	byID := must(s.FactsOf(t.Context(), estate.KindContract, list(k(1), "Contract:none", k(2), k(1), camden)))(t)
	same(t, "by id", len(byID), 2)
	for id, c := range must(s.ContractsByID(t.Context(), ks(1, 2)))(t) {
		same(t, string(id), byID[id].Text(), estate.Fact{Kind: estate.KindContract, ID: id, Value: c}.Text())
	}
	same(t, "by no id", must(s.FactsOf(t.Context(), estate.KindContract, nil))(t), map[estate.ID]estate.Fact{}, loose)
}
