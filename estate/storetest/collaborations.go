package storetest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// together asks for joint purchases as of a day, with the defaults of RULES 8.
func together(by estate.GroupBy, day estate.Date) estate.CollaborationQuery {
	return estate.CollaborationQuery{
		Scope: estate.Scope{AsOf: day}, By: by, MinBoroughs: estate.DefaultMinBoroughs, From: day, To: day.AddMonths(estate.CollaborationMonths),
		ToleranceMonths: estate.DefaultToleranceMonths, LeadTimeMonths: estate.DefaultLeadTimeMonths,
	}
}

// collaborationGroups returns the groups of a query as text: one line for the group and one for
// each contract.
func collaborationGroups(t tb, s estate.Store, q estate.CollaborationQuery) []string {
	t.Helper()
	var lines []string
	err := s.CollaborationGroups(t.Context(), q, func(g *estate.CollaborationGroup) error {
		lines = append(lines, groupLines(g)...)
		return nil
	})
	if err != nil {
		t.Fatalf("collaboration groups: %v", err)
	}
	return lines
}

func groupLines(g *estate.CollaborationGroup) []string {
	runs := each(g.Runs, func(r estate.Running) string { return r.Deployment.Key() + " in " + r.Borough.Key() })
	lines := []string{strings.TrimSpace(string(g.ID) + " " + strings.Join(runs, ", "))}
	for _, o := range g.Offers {
		boroughs := each(o.Boroughs, func(b estate.ID) string { return b.Key() })
		pence := "?"
		if o.AnnualPence != nil {
			pence = fmt.Sprintf("%d %s", *o.AnnualPence, o.VAT)
		}
		if o.CoversMore {
			pence = "covers more"
		}
		lines = append(lines, fmt.Sprintf("  %s %s %s %s: %s", o.Contract.Key(), o.Term, strings.Join(boroughs, " "), pence,
			strings.Join(each(o.FreeDates, freeDate), ", ")))
	}
	return lines
}

// freeDate writes a free date: day, kind, options to take, whether it is assumed, and the last day
// to act.
func freeDate(f estate.FreeDate) string {
	line := fmt.Sprintf("%s %s ", f.Date, f.Kind)
	if f.OptionsToTake == nil {
		line += "?"
	} else {
		line += fmt.Sprint(*f.OptionsToTake)
	}
	if f.Assumed {
		line += " assumed"
	}
	if f.ActBy != "" {
		line += " act by " + string(f.ActBy)
	}
	return line
}

// The answers were worked out by hand from fixture_contracts.go and fixture_readings.go, as of
// today. k8, k11, k13, k14 and k21 are ended, stale or not yet heard of; k6 is past its end; k20
// has no borough.
var collaborationAnswers = map[string]struct {
	query estate.CollaborationQuery
	want  []string
}{
	"a system": {inGroups(together(estate.GroupBySystem, today), alpha), []string{
		"System:alpha d01 in E09000007, d02 in E09000012",
		"  k01 IN_TERM E09000007 10000000 EXCLUDED: 2027-04-01 END 0, 2028-04-01 OPTION_END 1 assumed, 2029-04-01 FINAL_END 2 assumed",
		"  k02 IN_TERM E09000012 covers more: 2027-04-01 FINAL_END 0",
		"  k09 IN_TERM E09000017 100860000 EXCLUDED: 2030-08-01 FINAL_END 0",
		"  k17 IN_TERM E09000022 covers more: ", // every exit is gone
	}},
	// Only the asked party of a shared contract counts. k18's option is there until its deadline.
	"some boroughs": {askedOf(together(estate.GroupBySystem, today), camden, lambeth), []string{
		"System:alpha d01 in E09000007",
		"  k01 IN_TERM E09000007 10000000 EXCLUDED: 2027-04-01 END 0, 2028-04-01 OPTION_END 1 assumed, 2029-04-01 FINAL_END 2 assumed",
		"  k17 IN_TERM E09000022 covers more: ",
		"System:alpha-plus d12 in E09000007",
		"  k03 IN_TERM E09000007 30000000 EXCLUDED: 2028-01-01 END 0",
		"  k15 IN_TERM E09000007 ?: 2026-11-24 END 0, 2027-11-24 FINAL_END 1 assumed",
		"  k17 IN_TERM E09000022 covers more: ",
		"System:beta d05 in E09000022",
		"  k19 IN_TERM E09000007 ?: 2027-04-01 END 0",
		"System:delta",
		"  k24 UNKNOWN E09000007 ?: ",
		"System:gamma",
		"  k05 IN_TERM E09000022 ?: 2028-09-01 END 0, 2029-03-01 OPTION_END 1, 2029-09-01 FINAL_END 2",
		"  k12 NOT_STARTED E09000007 10000000 INCLUDED: 2030-04-01 END 0",
		"  k18 IN_TERM E09000022 14229424 EXCLUDED: 2027-06-01 END 0, 2028-06-01 FINAL_END 1 act by 2027-01-31",
	}},
	"a rolling contract": {inGroups(askedOf(together(estate.GroupBySystem, "2027-12-23"), sutton), delta), []string{
		"System:delta",
		"  k07 IN_TERM E09000029 3184600 UNKNOWN: " + strings.Join(anniversariesFrom(2028, 2042), ", "),
	}},
	"the option is gone after its deadline": {inGroups(askedOf(together(estate.GroupBySystem, "2027-02-01"), lambeth), gamma), []string{
		"System:gamma",
		"  k05 IN_TERM E09000022 ?: 2028-09-01 END 0, 2029-03-01 OPTION_END 1, 2029-09-01 FINAL_END 2",
		"  k18 IN_TERM E09000022 14229424 EXCLUDED: 2027-06-01 END 0",
	}},
	// The area stands for lettings (k9, k25, d2) and repairs (k2, k3, d2), and has no group of its
	// own.
	"an area's services": {askedOf(ofServices(together(estate.GroupByService, today), housing), hillingdon, hackney), []string{
		"Service:lettings d02 in E09000012",
		"  k09 IN_TERM E09000017 100860000 EXCLUDED: 2030-08-01 FINAL_END 0",
		"  k25 IN_TERM E09000017 ?: 2027-01-01 FINAL_END 0",
		"Service:repairs d02 in E09000012",
		"  k02 IN_TERM E09000012 covers more: 2027-04-01 FINAL_END 0",
		"  k03 IN_TERM E09000012 30000000 EXCLUDED: 2028-01-01 END 0",
	}},
	// k2's makers are acme (alpha, so zenith's group) and aureus (gamma, so acmeTwin's). So k2 is
	// in both groups and covers more. k16's seller is zenith, and zenith is also the head of its
	// maker. d10 is rho, made by acmeTwin.
	"groups of suppliers": {askedOf(together(estate.GroupBySupplierGroup, today), hackney), []string{
		"Supplier:acme-b d10 in E09000012",
		"  k02 IN_TERM E09000012 covers more: 2027-04-01 FINAL_END 0",
		"Supplier:zenith d02 in E09000012",
		"  k02 IN_TERM E09000012 covers more: 2027-04-01 FINAL_END 0",
		"  k03 IN_TERM E09000012 30000000 EXCLUDED: 2028-01-01 END 0",
		"  k16 OPTION_PERIOD E09000012 ?: 2028-11-23 FINAL_END ? assumed",
	}},
	// k17 covers alpha, made by acme, and alpha-plus, made by zenith, who heads acme's group. So it
	// covers no more than the group, and its 240,000 over two years count there.
	"two makers of one group": {askedOf(together(estate.GroupBySupplierGroup, today), lambeth), []string{
		"Supplier:acme-b",
		"  k05 IN_TERM E09000022 ?: 2028-09-01 END 0, 2029-03-01 OPTION_END 1, 2029-09-01 FINAL_END 2",
		"  k18 IN_TERM E09000022 14229424 EXCLUDED: 2027-06-01 END 0, 2028-06-01 FINAL_END 1 act by 2027-01-31",
		"Supplier:zenith",
		"  k17 IN_TERM E09000022 12000000 EXCLUDED: ",
	}},
	// The maker of k7's and k24's system is unknown, so they count for their seller. k22 covers no
	// system and is in zenith's group through acme.
	"by the seller where no maker is known": {askedOf(together(estate.GroupBySupplierGroup, today), sutton), []string{
		"Supplier:deta",
		"  k07 IN_TERM E09000029 3184600 UNKNOWN: " + strings.Join(anniversariesFrom(2027, 2042), ", "),
		"Supplier:zenith",
		"  k04 IN_TERM E09000029 5000000 EXCLUDED: 2029-04-01 END 0, 2030-04-01 FINAL_END 1",
		"  k22 UNKNOWN E09000029 ?: ",
	}},
	// k16 is in its option period, and k6 is past its end and has no system. The deployments d1,
	// d2, d5, d10, d11 and d12 are live.
	"terms asked for": {withTerms(together(estate.GroupBySystem, today), estate.TermPastEnd, estate.TermOptionPeriod), []string{
		"System:alpha d01 in E09000007, d02 in E09000012",
		"System:alpha-plus d12 in E09000007",
		"System:beta d05 in E09000022",
		"System:omega d11 in E09000001",
		"  k16 OPTION_PERIOD E09000012 ?: 2028-11-23 FINAL_END ? assumed",
		"System:rho d10 in E09000012",
	}},
	"no borough":            {askedOf(together(estate.GroupBySystem, today)), nil},
	"no group":              {inGroups(together(estate.GroupBySystem, today)), nil},
	"no system":             {ofSystems(together(estate.GroupByService, today)), nil},
	"no service":            {ofServices(together(estate.GroupBySupplierGroup, today)), nil},
	"a borough without any": {askedOf(together(estate.GroupByService, today), barnet), nil},
}

func anniversariesFrom(first, last int) []string {
	var dates []string
	for year := first; year <= last; year++ {
		dates = append(dates, fmt.Sprintf("%d-04-01 ANNIVERSARY 0", year))
	}
	return dates
}

func inGroups(q estate.CollaborationQuery, groups ...estate.ID) estate.CollaborationQuery {
	q.Groups = list(groups...)
	return q
}

func askedOf(q estate.CollaborationQuery, boroughs ...estate.ID) estate.CollaborationQuery {
	q.Boroughs = list(boroughs...)
	return q
}

func ofSystems(q estate.CollaborationQuery, systems ...estate.ID) estate.CollaborationQuery {
	q.Systems = list(systems...)
	return q
}

func ofServices(q estate.CollaborationQuery, services ...estate.ID) estate.CollaborationQuery {
	q.Services = list(services...)
	return q
}

func withTerms(q estate.CollaborationQuery, ts ...estate.Term) estate.CollaborationQuery {
	q.Terms = terms(ts...)
	return q
}

func testCollaborationGroups(t *testing.T, s estate.Store) {
	for _, name := range slices.Sorted(maps.Keys(collaborationAnswers)) {
		test := collaborationAnswers[name]
		same(t, name, collaborationGroups(t, s, test.query), test.want, loose)
	}
	o := newOracle(Fixture())
	for _, by := range estate.GroupBys {
		q := together(by, today)
		same(t, "all by "+string(by), collaborationGroups(t, s, q), o.collaborationGroups(q), loose)
	}
	stop := estate.Invalidf("enough")
	groups := 0
	err := s.CollaborationGroups(t.Context(), together(estate.GroupBySystem, today), func(*estate.CollaborationGroup) error {
		groups++
		return stop
	})
	if groups != 1 || err == nil || !strings.Contains(err.Error(), "enough") {
		t.Errorf("after an error of take the read visited %d groups and returned %v", groups, err)
	}
}

// testFreeDates compares the exit points behind free dates with those of the contracts.
func testFreeDates(t *testing.T, s estate.Store) {
	offers := map[estate.ID]*estate.Offer{}
	err := s.CollaborationGroups(t.Context(), together(estate.GroupBySystem, today), func(g *estate.CollaborationGroup) error {
		for _, o := range g.Offers {
			offers[o.Contract] = o
		}
		return nil
	})
	if err != nil || len(offers) == 0 {
		t.Fatalf("%d offers, error %v", len(offers), err)
	}
	points := must(s.ExitPointsOf(t.Context(), sortedKeys(offers), today))(t)
	for id, o := range offers {
		var got, want []*estate.ExitPoint
		for _, f := range o.FreeDates {
			got = append(got, f.ExitPoint(id))
		}
		for _, x := range points[id] {
			if x.ExitDate == "" { // not a deadline
				point := *x
				point.From, point.To, point.Cohort = "", "", nil
				want = append(want, &point)
			}
		}
		same(t, "exit points of "+string(id), got, want, loose)
	}
}

func testCollaborationsCoverage(t *testing.T, s estate.Store) {
	o := newOracle(Fixture())
	for _, by := range estate.GroupBys {
		q := together(by, today)
		got := coverage(must(s.CollaborationsCoverage(t.Context(), q))(t))
		same(t, "coverage by "+string(by), got[0], "7 boroughs, 6 with contracts, 25 contracts, 19 ends known")
		same(t, "left out by "+string(by), got[1:], o.collaborationsLeftOut(q), loose)
	}
	// k22 covers no system, and k25's is unknown. Every exit of k17 is gone, and k10 and k24 have
	// no end.
	same(t, "by system", coverage(must(s.CollaborationsCoverage(t.Context(), together(estate.GroupBySystem, today)))(t))[1:], []string{
		"ENDED 2: 08 14", "NOT_STARTED 1: 13", "NO_EXIT_POINT 3: 10 17 24", "PAST_END 1: 06", "STALE 2: 11 21", "SYSTEM_UNKNOWN 2: 22 25",
		"deployments PLANNED 2", "deployments RETIRED 2", "deployments STALE 2",
	})
	same(t, "of no borough", coverage(must(s.CollaborationsCoverage(t.Context(), askedOf(together(estate.GroupBySystem, today))))(t)),
		[]string{"0 boroughs, 0 with contracts, 0 contracts, 0 ends known"})
}

// testCollaborationPaging pages the opportunities that estate makes from a store's groups.
func testCollaborationPaging(t *testing.T, s estate.Store) {
	for _, by := range estate.GroupBys {
		checkPaging(t, "opportunities by "+string(by), func(w estate.Window) estate.Page[*estate.Opportunity] {
			return must(estate.CollaborationOpportunities(t.Context(), s, together(by, today), w))(t)
		})
	}
	askers := list(camden, lambeth, barnet)
	for _, asker := range askers {
		checkPaging(t, "opportunities of "+string(asker), func(w estate.Window) estate.Page[*estate.Opportunity] {
			return must(estate.CollaborationOpportunitiesOf(t.Context(), s, askers, together(estate.GroupBySystem, today), w))(t)[asker].Page
		})
	}
}
