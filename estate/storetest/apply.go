package storetest

import (
	"testing"

	"boroughgraph/estate"
)

// sameReport compares what Apply reports. A kind with a count of 0 may be absent.
func sameReport(t *testing.T, what string, got *estate.Report, created, updated, unchanged map[estate.Kind]int) {
	t.Helper()
	same(t, what+": created", nonzero(got.Created), created, loose)
	same(t, what+": updated", nonzero(got.Updated), updated, loose)
	same(t, what+": unchanged", nonzero(got.Unchanged), unchanged, loose)
}

func countsOf(changes *estate.Changes) map[estate.Kind]int {
	counts := map[estate.Kind]int{}
	for _, f := range changes.Facts() {
		counts[f.Kind]++
	}
	return counts
}

func testApplyTwice(t *testing.T, s estate.Store) {
	whole := countsOf(Fixture())
	sameReport(t, "first", apply(t, s, Fixture()), whole, nil, nil)
	before := answers(t, s, Fixture(), today, "2024-01-01")
	sameReport(t, "second", apply(t, s, Fixture()), nil, nil, whole)

	// A value that a store derives is not a fact: reading it back and writing it changes nothing.
	read := &estate.Changes{}
	for _, c := range must(s.ContractsByID(t.Context(), ks(8, 9)))(t) {
		read.Contracts = append(read.Contracts, c)
	}
	for _, x := range must(s.DeploymentsByID(t.Context(), ds(1)))(t) {
		read.Deployments = append(read.Deployments, x)
	}
	sameReport(t, "read back", apply(t, s, read), nil, nil, map[estate.Kind]int{estate.KindContract: 2, estate.KindDeployment: 1})
	same(t, "answers", answers(t, s, Fixture(), today, "2024-01-01"), before)
	sameReport(t, "nothing", apply(t, s, &estate.Changes{}), nil, nil, nil)
}

func testApplyUpdate(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	changed := byID(fixtureContracts())[k(1)]
	changed.Title, changed.EndDate, changed.Extensions = "Zzz", "2026-10-31", options("")
	changed.Value = worth(estate.BasisPerYear, 1, estate.VATIncluded)
	sameReport(t, "update", apply(t, s, &estate.Changes{Contracts: []*estate.Contract{changed, byID(fixtureContracts())[k(2)]}}),
		nil, map[estate.Kind]int{estate.KindContract: 1}, map[estate.Kind]int{estate.KindContract: 1})

	f := estate.ContractFilter{AsOf: today, Boroughs: list(camden)}
	samePage(t, "by end", must(s.Contracts(ctx, f, estate.ContractsByEndDate, all()))(t), ks(1, 15, 19, 3, 12, 24))
	samePage(t, "by title", must(s.Contracts(ctx, f, estate.ContractsByTitle, all()))(t), ks(15, 3, 19, 12, 1, 24))
	for _, parent := range list(camden, acme, alpha) {
		page := must(s.ContractsOf(ctx, list(parent), estate.ContractFilter{AsOf: today}, estate.ContractsByEndDateDesc, all()))(t)[parent]
		for _, row := range page.Rows {
			if want := estate.KeysOf(row.Row).ByEndDateDesc; row.Key != want {
				t.Errorf("of %s: the key of %s is %q, want %q", parent, row.Row.ID, row.Key, want)
			}
		}
	}
	f = estate.ContractFilter{AsOf: today, Terms: terms(estate.TermPastEnd)}
	samePage(t, "past its end", must(s.Contracts(ctx, f, estate.ContractsByEndDate, all()))(t), ks(6, 1))
	f = estate.ContractFilter{AsOf: today, EndFrom: "2026-10-31", EndTo: "2026-10-31"}
	samePage(t, "by its new end", must(s.Contracts(ctx, f, estate.ContractsByEndDate, all()))(t), ks(1))
	same(t, "exit points today", must(s.ExitPointsOf(ctx, ks(1), today))(t)[k(1)], nil, loose)
	same(t, "exit points before", exits(must(s.ExitPointsOf(ctx, ks(1), "2026-10-31"))(t)[k(1)]), []string{"2026-10-31 FINAL_END 0"})
	same(t, "its evidence still dates it", must(s.ContractsByID(ctx, ks(1)))(t)[k(1)].Reading, on("2024-03-01"))
	vendors := rowsOf(must(s.SharedSuppliers(ctx, in(sharedOn("2026-10-31", estate.LevelLegalEntity, 1), camden), all()))(t))
	same(t, "its new value", share(vendors[0]), "Supplier:acme: 1 boroughs, 2 contracts, 0 deployments, 1.00 of 1, INCLUDED")
	same(t, "counts", must(s.Counts(ctx))(t)[estate.KindContract], 25)
}

// testApplyOneByOne writes facts one at a time, with evidence first where possible. It then expects
// every answer that the whole fixture gives.
func testApplyOneByOne(t *testing.T, s estate.Store) {
	f := Fixture()
	apply(t, s, &estate.Changes{Sources: f.Sources, Boroughs: f.Boroughs})
	apply(t, s, &estate.Changes{Partnerships: f.Partnerships, Services: f.Services})
	pending := pieces(f)
	for len(pending) > 0 {
		var later []*estate.Changes
		for _, piece := range pending {
			if report := must(s.Apply(t.Context(), Import(piece)))(t); len(report.Rejected) > 0 {
				later = append(later, piece)
			}
		}
		if len(later) == len(pending) {
			t.Fatalf("%d facts are still rejected", len(later))
		}
		pending = later
	}
	for _, test := range readTests {
		if !test.ofCalls {
			t.Run(test.name, func(t *testing.T) { test.run(t, s) })
		}
	}
}

// pieces returns changes of one fact each. The facts that refer to others come first, so most are
// rejected until what they refer to is there.
func pieces(f *estate.Changes) []*estate.Changes {
	var ps []*estate.Changes
	for _, n := range f.Notices {
		ps = append(ps, &estate.Changes{Notices: []*estate.Notice{n}})
	}
	for _, x := range f.Deployments {
		ps = append(ps, &estate.Changes{Deployments: []*estate.Deployment{x}})
	}
	for _, c := range f.Contracts {
		ps = append(ps, &estate.Changes{Contracts: []*estate.Contract{c}})
	}
	for _, x := range f.Frameworks {
		ps = append(ps, &estate.Changes{Frameworks: []*estate.Framework{x}})
	}
	for _, x := range f.Systems {
		ps = append(ps, &estate.Changes{Systems: []*estate.System{x}})
	}
	for _, x := range f.Suppliers {
		ps = append(ps, &estate.Changes{Suppliers: []*estate.Supplier{x}})
	}
	for _, e := range f.Evidence {
		ps = append(ps, &estate.Changes{Evidence: []*estate.Evidence{e}})
	}
	return ps
}

// testRebuild checks that deriving everything again gives what Apply had derived, whatever the
// order of the writes.
func testRebuild(t *testing.T, s estate.Store) {
	apply(t, s, Fixture())
	apply(t, s, rewritten())
	days := []estate.Date{today, "2024-01-01", "2019-01-01"}
	before := answers(t, s, Fixture(), days...)
	if err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, "answers", answers(t, s, Fixture(), days...), before)
	sameReport(t, "after it", apply(t, s, rewritten()), nil, nil, countsOf(rewritten()))
}

// rewritten returns the fixture with changes that affect other nouns too. For example, a contract
// ends because its successor starts.
func rewritten() *estate.Changes {
	contracts, suppliers, systems := byID(fixtureContracts()), byID(fixtureSuppliers()), byID(fixtureSystems())
	contracts[k(9)].StartDate = "2025-10"
	contracts[k(5)].Successor = k(6)
	suppliers[acmeGroup].Events = nil
	suppliers[zenith].Events = []estate.SupplierEvent{{Kind: estate.EventMerged, Other: borealis, On: "2018-02"}}
	suppliers[zenith].HeadsGroup = false
	systems[gamma].Name, systems[gamma].Makers = "Aardvark", nil
	housingNow := byID(fixtureServices())[housing]
	housingNow.Name = "Æ Housing"
	return &estate.Changes{
		Services:  []*estate.Service{housingNow},
		Suppliers: []*estate.Supplier{suppliers[acmeGroup], suppliers[zenith]},
		Systems:   []*estate.System{systems[gamma]},
		Contracts: []*estate.Contract{contracts[k(5)], contracts[k(9)]},
		Evidence:  []*estate.Evidence{reading(k(6), "2010"), reading(d(8), "2026-06"), reading(k(13), "2026-11-01")},
	}
}
