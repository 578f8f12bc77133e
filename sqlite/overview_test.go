package sqlite

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// varied returns an estate with contracts of several boroughs, suppliers, systems and services, and
// some contracts without them.
func varied() *estate.Changes {
	c := madeUp(300)
	for i, contract := range c.Contracts {
		switch i % 8 {
		case 1:
			contract.Parties = append(contract.Parties, estate.ContractParty{Borough: c.Boroughs[(i+5)%33].ID})
		case 2:
			contract.Suppliers = append(contract.Suppliers, estate.ContractSupplier{Supplier: id(estate.KindSupplier, (i+7)%61)})
		case 3:
			contract.Systems = append(contract.Systems, id(estate.KindSystem, (i+1)%61))
		case 4:
			contract.Suppliers, contract.Value = nil, nil
		case 5:
			contract.Systems, contract.Services = nil, nil
		case 6:
			contract.Suppliers, contract.SuppliersWithheld = nil, true
		case 7:
			contract.StartDate, contract.EndDate, contract.Value.VAT = "2018", "2024-06-30", estate.VATIncluded
		}
	}
	return c
}

// TestOverviewAgreesWithStatements checks that an estate too large for the overview gets the same
// answers.
func TestOverviewAgreesWithStatements(t *testing.T) {
	s, err := Open(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(context.WithoutCancel(t.Context())) })
	if report, err := s.Apply(t.Context(), storetest.Import(varied())); err != nil || len(report.Rejected) > 0 {
		t.Fatalf("apply: %v, %+v", err, report)
	}
	boroughs := []estate.ID{estate.MakeID(estate.KindBorough, "E09000003"), estate.MakeID(estate.KindBorough, "E09000007"), "Borough:none"}
	for name, scope := range map[string]estate.Scope{
		"all":              {AsOf: "2026-11-23"},
		"long ago":         {AsOf: "2019-02-01"},
		"two boroughs":     {AsOf: "2026-11-23", Boroughs: boroughs},
		"ended and stale":  {AsOf: "2026-11-23", Terms: []estate.Term{estate.TermEnded, estate.TermStale, estate.TermPastEnd}},
		"two, and in term": {AsOf: "2026-11-23", Boroughs: boroughs, Terms: []estate.Term{estate.TermInTerm}},
	} {
		for services, ids := range map[string][]estate.ID{"": nil, " of an area": {id(estate.KindService, 0)}} {
			t.Run(name+services, func(t *testing.T) {
				for question, ask := range questions(t.Context(), s, scope, ids) {
					s.tooLarge.Store(true)
					want, err := ask()
					s.tooLarge.Store(false)
					got, err2 := ask()
					if err != nil || err2 != nil {
						t.Fatal(question, err, err2)
					}
					if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(&estate.Cohort{}), cmpopts.EquateEmpty()); diff != "" {
						t.Errorf("%s: statements -, overview +\n%s", question, diff)
					}
				}
			})
		}
	}
}

// questions returns those that the overview answers, each with some arguments.
func questions(ctx context.Context, s *Store, scope estate.Scope, services []estate.ID) map[string]func() (any, error) {
	window := estate.Window{Before: estate.LastKey, Limit: 20, Total: true}
	back := estate.Window{Before: estate.LastKey, Limit: 7, Backward: true}
	renewals := estate.RenewalsQuery{Scope: scope, Services: services, Kinds: estate.CalendarKinds}
	systems := estate.SharedSystemsQuery{Scope: scope, Services: services, MinBoroughs: 1}
	quality := estate.QualityQuery{AsOf: scope.AsOf, Terms: scope.Terms}
	asked := scope.Boroughs
	if asked == nil {
		asked = []estate.ID{estate.MakeID(estate.KindBorough, "E09000009"), estate.MakeID(estate.KindBorough, "E09000010")}
	}
	all := map[string]func() (any, error){
		"shared systems":           func() (any, error) { return s.SharedSystems(ctx, systems, window) },
		"shared systems, backward": func() (any, error) { return s.SharedSystems(ctx, systems, back) },
		"shared systems coverage":  func() (any, error) { return s.SharedSystemsCoverage(ctx, systems) },
		"renewals coverage":        func() (any, error) { return s.RenewalsCoverage(ctx, renewals) },
		"renewals of a supplier": func() (any, error) {
			q := renewals
			q.Suppliers = []estate.ID{id(estate.KindSupplier, 7)}
			return s.RenewalsCoverage(ctx, q)
		},
		"calendar": func() (any, error) {
			return s.RenewalCalendar(ctx, renewals, []estate.DaySpan{{First: "2026-11-23", Last: "2027-12-31"}, {First: "2028-01-01", Last: "2030-12-31"}})
		},
		"data quality":          func() (any, error) { return s.DataQuality(ctx, quality, scope.Boroughs) },
		"data quality coverage": func() (any, error) { return s.DataQualityCoverage(ctx, scope) },
		"facts to ask":          func() (any, error) { return s.FactsToAsk(ctx, quality, asked, 10) },
	}
	for _, level := range estate.Levels {
		shared := estate.SharedSuppliersQuery{Scope: scope, Level: level, MinBoroughs: 2}
		concentration := estate.ConcentrationQuery{Scope: scope, Services: services, Level: level, By: estate.MeasureCount}
		all["shared suppliers "+string(level)] = func() (any, error) { return s.SharedSuppliers(ctx, shared, window) }
		all["shared suppliers coverage "+string(level)] = func() (any, error) { return s.SharedSuppliersCoverage(ctx, shared) }
		all["concentration "+string(level)] = func() (any, error) { return s.Concentration(ctx, concentration) }
		all["concentration of each "+string(level)] = func() (any, error) { return s.ConcentrationOf(ctx, asked, concentration) }
	}
	return all
}

// TestOverviewIsAsNewAsTheStore checks that no answer is older than the last commit, in whichever
// process it was made.
func TestOverviewIsAsNewAsTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "estate.db")
	var stores []*Store
	for range 2 {
		s, err := Open(t.Context(), Options{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close(context.WithoutCancel(t.Context())) })
		stores = append(stores, s)
	}
	q := estate.SharedSystemsQuery{Scope: estate.Scope{AsOf: "2026-11-23"}, MinBoroughs: 1}
	whole := madeUp(60)
	for n, writer := range []*Store{stores[0], stores[1], stores[0]} {
		part := *whole
		part.Contracts, part.Notices, part.Evidence = whole.Contracts[:20*(n+1)], nil, nil
		if report, err := writer.Apply(t.Context(), storetest.Import(&part)); err != nil || len(report.Rejected) > 0 {
			t.Fatalf("apply: %v, %+v", err, report)
		}
		for i, s := range stores {
			cover, err := s.SharedSystemsCoverage(t.Context(), q)
			if err != nil || cover.Contracts != 20*(n+1) {
				t.Errorf("after write %d store %d counts %+v, %v, want %d contracts", n, i, cover, err, 20*(n+1))
			}
		}
	}
}

// TestOverviewOfARemovedNoun checks that a removed noun no longer counts.
func TestOverviewOfARemovedNoun(t *testing.T) {
	s := filled(t, 40)
	removed := &estate.Changes{Removed: []estate.ID{id(estate.KindDeployment, 3)}}
	count := func() (deployments int) {
		page, err := s.SharedSystems(t.Context(), estate.SharedSystemsQuery{Scope: estate.Scope{AsOf: "2026-11-23"}, MinBoroughs: 1}, estate.FirstPage(100))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Rows {
			deployments += r.Row.DeploymentCount
		}
		return deployments
	}
	before := count()
	if report, err := s.Apply(t.Context(), storetest.Import(removed)); err != nil || len(report.Rejected) > 0 {
		t.Fatalf("apply: %v, %+v", err, report)
	}
	if after := count(); before == 0 || after != before-1 {
		t.Errorf("%d deployments, then %d", before, after)
	}
}

// TestOverviewIsDamaged checks that every question fails if a bucket cannot be read, whichever
// buckets were read before it. A count of the others would be wrong.
func TestOverviewIsDamaged(t *testing.T) {
	s := filled(t, 40)
	damage := "UPDATE overview SET content = x'c8c801' WHERE bucket = (SELECT max(bucket) FROM overview)"
	if _, err := s.writes.ExecContext(t.Context(), damage); err != nil {
		t.Fatal(err)
	}
	q := estate.SharedSystemsQuery{Scope: estate.Scope{AsOf: "2026-11-23"}, MinBoroughs: 1}
	for range 2 {
		if cover, err := s.SharedSystemsCoverage(t.Context(), q); err == nil {
			t.Errorf("a damaged overview counts %+v", cover)
		}
	}
}
