package estate_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
)

const jointDay = estate.Date("2026-11-23")

// jointQuery returns a query with the defaults of RULES 8 as of jointDay.
func jointQuery(tolerance int) estate.CollaborationQuery {
	return estate.CollaborationQuery{
		Scope: estate.Scope{AsOf: jointDay}, By: estate.GroupBySystem, MinBoroughs: 2,
		From: jointDay, To: jointDay.AddMonths(60), ToleranceMonths: tolerance, LeadTimeMonths: 12,
	}
}

// inTerm are the spans of a contract that is in term on every day.
var inTerm = []estate.Span[estate.TermStanding]{{Value: estate.TermStanding{Term: estate.TermInTerm, Counted: true}, From: estate.MinDate, To: estate.MaxDate}}

// groupOf returns a group as a store returns it, decoded from the stored text.
func groupOf(t *testing.T, q estate.CollaborationQuery, contracts []*estate.Contract) *estate.CollaborationGroup {
	t.Helper()
	var asked map[estate.ID]bool
	if q.Boroughs != nil {
		asked = map[estate.ID]bool{}
		for _, b := range q.Boroughs {
			asked[b] = true
		}
	}
	g := &estate.CollaborationGroup{ID: "System:s"}
	for _, c := range contracts {
		o, err := estate.ParseOffer(c.ID, estate.OfferText(c, inTerm, estate.ExitPoints(c)), q, asked)
		if err != nil {
			t.Fatal(err)
		}
		if len(o.Boroughs) > 0 {
			g.Offers = append(g.Offers, o)
		}
	}
	return g
}

// opportunity returns the opportunity of a group.
func opportunity(t *testing.T, q estate.CollaborationQuery, contracts []*estate.Contract) *estate.Opportunity {
	t.Helper()
	return estate.OpportunitiesIn(groupOf(t, q, contracts), q, []estate.ID{""})[""]
}

// windowLines writes windows as bruteWindows does.
func windowLines(o *estate.Opportunity) []string {
	var lines []string
	for _, w := range o.Windows {
		var pence int64
		if w.AnnualPence != nil {
			pence = *w.AnnualPence
		}
		lines = append(lines, fmt.Sprintf("%s to %s, start %s: %s%d pence, %d days, %d options",
			w.From, w.To, w.StartDate, text(w.Boroughs), pence, w.GapDays, w.Options))
		for _, p := range w.Participants {
			options := 1
			if p.Free.OptionsToTake != nil {
				options = *p.Free.OptionsToTake
			}
			lines = append(lines, fmt.Sprintf("  %s by %s free %s, %d days, %d options", p.Contract, p.Free.Kind, p.Free.Date, p.GapDays, options))
		}
	}
	return lines
}

func among[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

// drawnGroup draws a group of 2 to 12 boroughs with up to three contracts each, some of them
// shared. Their ends are close together, so that ties are frequent.
func drawnGroup(r *rand.Rand) (contracts []*estate.Contract, boroughs []estate.ID) {
	for i := range 2 + r.IntN(11) {
		boroughs = append(boroughs, estate.ID(fmt.Sprintf("Borough:E%08d", 9000001+i)))
	}
	for i, b := range boroughs {
		for n := range 1 + r.IntN(3) {
			c := drawnOffer(r)
			c.ID = estate.ID(fmt.Sprintf("Contract:%02d-%d", i, n))
			c.Parties = []estate.ContractParty{{Borough: b}}
			if r.IntN(4) == 0 {
				c.Parties = append(c.Parties, estate.ContractParty{Borough: among(r, boroughs...)}, estate.ContractParty{Name: "another authority"})
			}
			contracts = append(contracts, c)
		}
	}
	return contracts, boroughs
}

// drawnOffer draws a contract: with an end, rolling, or with an unknown end; with known, assumed
// and lapsed options, breaks and stated deadlines.
func drawnOffer(r *rand.Rand) *estate.Contract {
	c := &estate.Contract{StartDate: "2024-04-01"}
	if r.IntN(3) > 0 {
		c.Value = &estate.Value{MinPence: among[int64](r, 100, 100, 250, 0), Basis: estate.BasisPerYear, VAT: estate.VATExcluded}
	}
	end := estate.Date("2027-03-31").AddMonths(among(r, 0, 0, 3, 6, 9, 12, 12, 18, 24, 31))
	if r.IntN(10) == 0 {
		end = end.AddDays(r.IntN(61) - 30)
	}
	switch r.IntN(8) {
	case 0:
		return c // the end is unknown
	case 1:
		c.Rolling, c.Anniversary = true, estate.StatedDate(end)
	default:
		c.EndDate = estate.StatedDate(end)
	}
	switch r.IntN(4) {
	case 0: // options are unknown
		if r.IntN(3) == 0 {
			c.MaxExtentDate = estate.StatedDate(end.AddMonths(24))
		}
	default:
		c.Extensions = []estate.Extension{}
		for range r.IntN(4) {
			c.Extensions = append(c.Extensions, estate.Extension{Months: among(r, 6, 12, 12, 24), State: among(r, someStates...)})
		}
	}
	if r.IntN(5) == 0 {
		c.Breaks = []estate.Break{{AfterMonths: among(r, 36, 42, 48)}, {On: "2027-09-30"}}
	}
	if r.IntN(5) == 0 && c.EndDate != "" {
		c.Deadlines = []estate.Deadline{{
			Kind: among(r, estate.ExitNoticeDeadline, estate.ExitExtensionDecision),
			On:   estate.StatedDate(end.AddMonths(-among(r, 3, 12))), ExitDate: c.EndDate,
		}}
	}
	return c
}

// The sweep must give the same windows as a brute force over all days, for 10,000 groups.
func TestWindowsByBruteForce(t *testing.T) {
	groups, tied, found := 10_000, 0, 0
	if testing.Short() {
		groups = 500
	}
	for seed := range groups {
		r := rand.New(rand.NewPCG(uint64(seed), 8))
		contracts, boroughs := drawnGroup(r)
		q := jointQuery(r.IntN(25))
		q.MinBoroughs, q.LeadTimeMonths = 2+r.IntN(2), among(r, 0, 6, 12)
		q.From = jointDay.AddMonths(among(r, -12, 0, 14, 20))
		q.To = q.FirstDay().AddMonths(among(r, 6, 12, 12, 24))
		q.Boroughs = boroughs[:len(boroughs)-among(r, 0, 0, 0, 1, len(boroughs)/2)]
		want, ties := bruteWindows(contracts, bruteQuery{
			asOf: q.AsOf, from: q.From, to: q.To, asked: q.Boroughs,
			least: q.MinBoroughs, tolerance: q.ToleranceMonths, leadMonths: q.LeadTimeMonths,
		})
		if got := windowLines(opportunity(t, q, contracts)); !slices.Equal(want, got) {
			t.Fatalf("group %d, tolerance %d, day by day (-) against the sweep (+):\n%s", seed, q.ToleranceMonths, cmp.Diff(want, got))
		}
		if ties {
			tied++
		}
		if len(want) > 0 {
			found++
		}
	}
	t.Logf("%d groups, %d with a window, %d of them decided by a tie", groups, found, tied)
	if tied*10 < groups*3 {
		t.Errorf("only %d of %d groups have ties: draw days that are closer together", tied, groups)
	}
}

// ending returns a contract of one borough with an end, and options whose state is unknown.
func ending(borough string, end estate.StatedDate, months ...int) *estate.Contract {
	c := &estate.Contract{ID: estate.ID("Contract:" + borough), Parties: []estate.ContractParty{{Borough: estate.ID("Borough:" + borough)}}, EndDate: end}
	for _, m := range months {
		c.Extensions = append(c.Extensions, estate.Extension{Months: m, State: estate.ExtensionUnknown})
	}
	return c
}

// The examples of RULES 8, with the results as written there.
func TestWindowsWorkedInTheRules(t *testing.T) {
	directory := []*estate.Contract{ending("hackney", "2027-03-31", 12), ending("havering", "2028-09-01")}
	licences := []*estate.Contract{
		ending("hillingdon", "2027-03"), ending("camden", "2027-04-30"), ending("haringey", "2030-04-30"),
		ending("hammersmith", "2029-05-31"), ending("kensington", "2029-05-31"),
	}
	for name, test := range map[string]struct {
		contracts []*estate.Contract
		tolerance int
		want      []string
	}{
		"Idox Directory within 6 months": {directory, 6, []string{
			"2028-03-02 to 2028-10-01, start 2028-04-01: Borough:hackney Borough:havering 0 pence, 154 days, 1 options",
			"  Contract:hackney by FINAL_END free 2028-04-01, 0 days, 1 options",
			"  Contract:havering by END free 2028-09-02, -154 days, 0 options",
		}},
		"within 3": {directory, 3, []string{
			"2028-06-02 to 2028-07-01, start 2028-06-02: Borough:hackney Borough:havering 0 pence, 154 days, 1 options",
			"  Contract:hackney by FINAL_END free 2028-04-01, 62 days, 1 options",
			"  Contract:havering by END free 2028-09-02, -92 days, 0 options",
		}},
		"within 2": {directory, 2, nil},
		"Microsoft licences": {licences, 6, []string{
			"2029-11-01 to 2029-12-01, start 2029-11-01: Borough:hammersmith Borough:haringey Borough:kensington 0 pence, 487 days, 0 options",
			"  Contract:hammersmith by END free 2029-06-01, 153 days, 0 options",
			"  Contract:haringey by END free 2030-05-01, -181 days, 0 options",
			"  Contract:kensington by END free 2029-06-01, 153 days, 0 options",
			"2028-12-01 to 2029-10-31, start 2029-06-01: Borough:hammersmith Borough:kensington 0 pence, 0 days, 0 options",
			"  Contract:hammersmith by END free 2029-06-01, 0 days, 0 options",
			"  Contract:kensington by END free 2029-06-01, 0 days, 0 options",
		}},
	} {
		got := windowLines(opportunity(t, jointQuery(test.tolerance), sortedByID(test.contracts)))
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func sortedByID(contracts []*estate.Contract) []*estate.Contract {
	slices.SortFunc(contracts, func(a, b *estate.Contract) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return contracts
}

// TestWindowThroughOptions has the pattern of LOTI's housing systems: four of six ends within
// two years, the others years away, and options of 12 to 24 months as the only way to meet.
//
// Tolerance 2 months, so from 2027-11-23 on: the ends of a (free 2027-09-01) and b (2027-08-01)
// come too soon, c's (2028-03-01) lets it join from 2028-01-01 to 2028-05-01 and d's (2028-09-30)
// from 2028-07-30 to 2028-11-30: no two ends meet. With its option a is free 2029-09-01 and joins
// from 2029-07-01 to 2029-11-01, b 2029-08-01 and 2029-06-01 to 2029-10-01, c 2029-08-30 (18 months
// from 29 February) and 2029-06-30 to 2029-10-30, d 2029-09-30 and 2029-07-30 to 2029-11-30: all
// four from 2029-07-30 to 2029-10-01, where 2029-08-30 has the least sum, 2 + 29 + 0 + 31 days, as
// 2029-08-31 and 2029-09-01 have. Around it lie four windows of fewer boroughs, and all are
// dropped, for 2029-08-30 costs them less: b and c on 2029-06-30 (32 + 61 against 29 + 0), a, b and
// c on 2029-07-29 (34 + 3 + 32 against 31), a, c and d on 2029-10-02 (31 + 33 + 2 against 33), a
// and d on 2029-10-31 (60 + 31 against 33). e (free 2031-07-01) joins from 2031-05-01, 577 days
// after the window; f (free 2032-04-01) 853 days after it.
func TestWindowThroughOptions(t *testing.T) {
	without := func(c *estate.Contract) *estate.Contract {
		c.Extensions = []estate.Extension{}
		return c
	}
	o := opportunity(t, jointQuery(2), []*estate.Contract{
		ending("a", "2027-08-31", 24), ending("b", "2027-07-31", 24), ending("c", "2028-02-29", 18),
		ending("d", "2028-09-29", 12), without(ending("e", "2031-06-30")), ending("f", "2032-03-31", 12),
	})
	want := []string{
		"2029-07-30 to 2029-10-01, start 2029-08-30: Borough:a Borough:b Borough:c Borough:d 0 pence, 62 days, 4 options",
		"  Contract:a by FINAL_END free 2029-09-01, -2 days, 1 options",
		"  Contract:b by FINAL_END free 2029-08-01, 29 days, 1 options",
		"  Contract:c by FINAL_END free 2029-08-30, 0 days, 1 options",
		"  Contract:d by FINAL_END free 2029-09-30, -31 days, 1 options",
	}
	if diff := cmp.Diff(want, windowLines(o)); diff != "" {
		t.Errorf("windows (-want +got):\n%s", diff)
	}
	var missing []string
	for _, m := range o.Windows[0].LeftOut {
		missing = append(missing, fmt.Sprintf("%s free %s misses by %d days (%d from the start)", m.Boroughs[0], m.Free.Date, m.MissesByDays, m.GapDays))
	}
	wantMissing := []string{
		"Borough:e free 2031-07-01 misses by 577 days (-670 from the start)",
		"Borough:f free 2032-04-01 misses by 853 days (-945 from the start)",
	}
	if diff := cmp.Diff(wantMissing, missing); diff != "" {
		t.Errorf("those who cannot join (-want +got):\n%s", diff)
	}
}

// A participant shows the exit point by which it joins, as the contract does.
func TestFreeDatesKeepTheirExitPoints(t *testing.T) {
	c := ending("a", "2028-03", 12, 12)
	c.Breaks = []estate.Break{{On: "2027-09"}, {On: "2026-12-31"}}
	c.Deadlines = []estate.Deadline{{Kind: estate.ExitExtensionDecision, On: "2027-12", ExitDate: "2028-03"}}
	o, err := estate.ParseOffer(c.ID, estate.OfferText(c, inTerm, estate.ExitPoints(c)), jointQuery(6), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []*estate.ExitPoint
	for _, f := range o.FreeDates {
		got = append(got, f.ExitPoint(c.ID))
	}
	want := []*estate.ExitPoint{
		{Contract: c.ID, Kind: estate.ExitBreak, Position: 1, Date: "2026-12-31", DateStated: "2026-12-31", OptionsToTake: new(0)},
		{Contract: c.ID, Kind: estate.ExitBreak, Position: 2, Date: "2027-09-30", DateStated: "2027-09", OptionsToTake: new(0)},
		{Contract: c.ID, Kind: estate.ExitEnd, Position: 1, Date: "2028-03-31", DateStated: "2028-03", OptionsToTake: new(0)},
		{Contract: c.ID, Kind: estate.ExitOptionEnd, Position: 1, Date: "2029-03-31", OptionsToTake: new(1), Assumed: true, ActBy: "2027-12-31", ActByStated: "2027-12"},
		{Contract: c.ID, Kind: estate.ExitFinalEnd, Position: 1, Date: "2030-03-31", OptionsToTake: new(2), Assumed: true, ActBy: "2027-12-31", ActByStated: "2027-12"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("exit points (-want +got):\n%s", diff)
	}
}

func TestParseOfferRefusesWhatItDidNotMake(t *testing.T) {
	c := ending("a", "2028-03-31", 12)
	text := estate.OfferText(c, inTerm, estate.ExitPoints(c))
	if _, err := estate.ParseOffer(c.ID, text, jointQuery(6), nil); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	for _, bad := range []string{"", "x", strings.ReplaceAll(text, "2028-03-31", "soon"), strings.ReplaceAll(text, ",1,1,", ",one,1,"), strings.ReplaceAll(text, "2028-03-31,1,", "2028-03-31,first,")} {
		var e *estate.Error
		if _, err := estate.ParseOffer(c.ID, bad, jointQuery(6), nil); !errors.As(err, &e) || e.Code != estate.CodeInternal {
			t.Errorf("%q: error %v, want %s", bad, err, estate.CodeInternal)
		}
	}
}
