package storetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"boroughgraph/estate"
)

// testEndedContexts asks with a cancelled context and with one whose deadline has passed. The error
// is CodeTimeout, never a driver's error, and the store still answers afterwards.
func testEndedContexts(t *testing.T, s estate.Store) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancelLate := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancelLate()
	for kind, ctx := range map[string]context.Context{"cancelled": cancelled, "late": late} {
		for name, err := range everyMethod(ctx, s) {
			e, ok := errors.AsType[*estate.Error](err)
			if !ok || e.Code != estate.CodeTimeout {
				t.Errorf("%s with a context that is %s: error %v, want %s", name, kind, err, estate.CodeTimeout)
			}
			if !errors.Is(err, ctx.Err()) {
				t.Errorf("%s with a context that is %s: the cause of %v is lost", name, kind, err)
			}
		}
	}
	if _, err := s.Counts(t.Context()); err != nil {
		t.Errorf("after ended contexts: %v", err)
	}
}

// everyMethod returns the error of each method.
func everyMethod(ctx context.Context, s estate.Store) map[string]error {
	errs := map[string]error{}
	w, some := all(), list(camden, acme, alpha)
	_, errs["BoroughsByID"] = s.BoroughsByID(ctx, some)
	_, errs["BoroughsByKey"] = s.BoroughsByKey(ctx, []estate.BoroughKey{"camden"})
	_, errs["Boroughs"] = s.Boroughs(ctx, nil, w)
	_, errs["PartnershipsByID"] = s.PartnershipsByID(ctx, list(alliance))
	_, errs["PartnershipsBySlug"] = s.PartnershipsBySlug(ctx, []string{"alliance"})
	_, errs["Partnerships"] = s.Partnerships(ctx, nil, w)
	_, errs["PartnershipsOf"] = s.PartnershipsOf(ctx, some)
	_, errs["ServicesByID"] = s.ServicesByID(ctx, list(ledger))
	_, errs["Services"] = s.Services(ctx, estate.ServiceFilter{}, w)
	_, errs["ServicesIn"] = s.ServicesIn(ctx, list(finance))
	_, errs["SystemsByID"] = s.SystemsByID(ctx, some)
	_, errs["Systems"] = s.Systems(ctx, estate.SystemFilter{}, w)
	_, errs["SystemsMadeBy"] = s.SystemsMadeBy(ctx, some, today, w)
	_, errs["SuppliersByID"] = s.SuppliersByID(ctx, some)
	_, errs["SuppliersByName"] = s.SuppliersByName(ctx, []string{"acme"})
	_, errs["SuppliersByIdentifier"] = s.SuppliersByIdentifier(ctx, []estate.Identifier{{Scheme: "GB-COH", ID: "1"}})
	_, errs["Suppliers"] = s.Suppliers(ctx, estate.SupplierFilter{}, w)
	_, errs["BoroughsOf"] = s.BoroughsOf(ctx, some, w)
	_, errs["GroupsOf"] = s.GroupsOf(ctx, some, today)
	_, errs["ContractTallies"] = s.ContractTallies(ctx, estate.ContractFilter{AsOf: today}, "")
	_, errs["ContractTalliesOf"] = s.ContractTalliesOf(ctx, some, estate.ContractFilter{AsOf: today}, estate.BySystem)
	_, errs["DeploymentsByID"] = s.DeploymentsByID(ctx, ds(1))
	_, errs["DeploymentsOf"] = s.DeploymentsOf(ctx, some, estate.DeploymentFilter{AsOf: today}, w)
	_, errs["ContractsByID"] = s.ContractsByID(ctx, ks(1))
	_, errs["ContractsByOCID"] = s.ContractsByOCID(ctx, []string{"ocds-fixture-1"})
	_, errs["Contracts"] = s.Contracts(ctx, estate.ContractFilter{AsOf: today}, estate.ContractsByTitle, w)
	_, errs["ContractsOf"] = s.ContractsOf(ctx, some, estate.ContractFilter{AsOf: today}, estate.ContractsByTitle, w)
	_, errs["FrameworksByID"] = s.FrameworksByID(ctx, list(rm1))
	_, errs["FrameworksByCode"] = s.FrameworksByCode(ctx, []string{"RM1"})
	_, errs["Frameworks"] = s.Frameworks(ctx, estate.FrameworkFilter{}, w)
	_, errs["NoticesByID"] = s.NoticesByID(ctx, ns(1))
	_, errs["NoticesByOCID"] = s.NoticesByOCID(ctx, []string{"ocds-fixture-9"})
	_, errs["Notices"] = s.Notices(ctx, estate.NoticeFilter{}, estate.NoticesByDeadline, w)
	_, errs["NoticesOf"] = s.NoticesOf(ctx, some, estate.NoticeFilter{}, estate.NoticesByDeadline, w)
	_, errs["ExitPointsOf"] = s.ExitPointsOf(ctx, ks(1), today)
	errs["CollaborationGroups"] = s.CollaborationGroups(ctx, together(estate.GroupBySystem, today), func(*estate.CollaborationGroup) error { return nil })
	_, errs["CollaborationsCoverage"] = s.CollaborationsCoverage(ctx, together(estate.GroupBySystem, today))
	_, errs["EvidenceOf"] = s.EvidenceOf(ctx, some)
	_, errs["SourcesByID"] = s.SourcesByID(ctx, list(register))
	_, errs["Search"] = s.Search(ctx, estate.SearchQuery{Words: []string{" a"}, Name: " a"}, w)
	_, errs["SharedSuppliers"] = s.SharedSuppliers(ctx, shared(estate.LevelGroup, 2), w)
	_, errs["SharedSupplierLinks"] = s.SharedSupplierLinks(ctx, shared(estate.LevelGroup, 2), list(acme), 5)
	_, errs["SharedSuppliersCoverage"] = s.SharedSuppliersCoverage(ctx, shared(estate.LevelGroup, 2))
	_, errs["Renewals"] = s.Renewals(ctx, due("2026-11-23", "2028-11-23"), w)
	_, errs["RenewalsCoverage"] = s.RenewalsCoverage(ctx, due("2026-11-23", "2028-11-23"))
	_, errs["BatchesByID"] = s.BatchesByID(ctx, list("Batch:none"))
	_, errs["Batches"] = s.Batches(ctx, estate.BatchFilter{}, w)
	_, errs["BatchChangesOf"] = s.BatchChangesOf(ctx, list("Batch:none"), w)
	_, errs["RenewalCalendar"] = s.RenewalCalendar(ctx, calendar("2026-11-23", "2026-11-30"), []estate.DaySpan{{First: "2026-11-23", Last: "2026-11-30"}})
	_, errs["SharedSystems"] = s.SharedSystems(ctx, sharedSystems(2), w)
	_, errs["SharedSystemLinks"] = s.SharedSystemLinks(ctx, sharedSystems(2), list(alpha), 5)
	_, errs["SharedSystemsCoverage"] = s.SharedSystemsCoverage(ctx, sharedSystems(2))
	_, errs["LostLeverage"] = s.LostLeverage(ctx, leverage(), w)
	_, errs["LostLeverageCoverage"] = s.LostLeverageCoverage(ctx, leverage())
	_, errs["DataQuality"] = s.DataQuality(ctx, quality(), nil)
	_, errs["ContradictionsOf"] = s.ContradictionsOf(ctx, list(camden))
	_, errs["FactsToAsk"] = s.FactsToAsk(ctx, quality(), list(camden), 5)
	_, errs["DataQualityCoverage"] = s.DataQualityCoverage(ctx, estate.Scope{AsOf: today})
	_, errs["Concentration"] = s.Concentration(ctx, concentrated(estate.LevelGroup, estate.MeasureValue))
	_, errs["ConcentrationOf"] = s.ConcentrationOf(ctx, some, concentrated(estate.LevelGroup, estate.MeasureValue))
	_, errs["PriceBenchmarks"] = s.PriceBenchmarks(ctx, some, today, nil)
	_, errs["Exposures"] = s.Exposures(ctx, some, today, nil)
	_, errs["OpenOpportunities"] = s.OpenOpportunities(ctx, open(today), w)
	_, errs["OpenOpportunitiesCoverage"] = s.OpenOpportunitiesCoverage(ctx, open(today))
	_, errs["FactsAfter"] = s.FactsAfter(ctx, estate.KindContract, "", 5)
	_, errs["FactsOf"] = s.FactsOf(ctx, estate.KindContract, ks(1))
	_, errs["SystemsUsed"] = s.SystemsUsed(ctx, some, today, w)
	_, errs["ServicesUsed"] = s.ServicesUsed(ctx, some, today, w)
	_, errs["BoroughsUsing"] = s.BoroughsUsing(ctx, list(ledger), today, w)
	_, errs["SuccessorsOf"] = s.SuccessorsOf(ctx, ks(8))
	_, errs["PredecessorsOf"] = s.PredecessorsOf(ctx, ks(9))
	_, errs["IntegrationsOf"] = s.IntegrationsOf(ctx, some)
	_, errs["Counts"] = s.Counts(ctx)
	_, errs["Apply"] = s.Apply(ctx, Import(&estate.Changes{Boroughs: fixtureBoroughs()}))
	errs["Rebuild"] = s.Rebuild(ctx)
	errs["Ready"] = s.Ready(ctx)
	return errs
}

// testEmptyStore checks that every method answers on an empty store, and that each coverage reports
// it.
func testEmptyStore(t *testing.T, s estate.Store) {
	for name, err := range everyMethod(t.Context(), s) {
		if err != nil {
			t.Errorf("%s on an empty store: %v", name, err)
		}
	}
	// everyMethod has applied the boroughs and nothing else.
	same(t, "counts", nonzero(must(s.Counts(t.Context()))(t)), map[estate.Kind]int{estate.KindBorough: 7})
	want := []string{"7 boroughs, 0 with contracts, 0 contracts, 0 ends known"}
	same(t, "coverage", coverage(must(s.SharedSuppliersCoverage(t.Context(), shared(estate.LevelGroup, 1)))(t)), want)
	same(t, "coverage", coverage(must(s.SharedSystemsCoverage(t.Context(), sharedSystems(1)))(t)), want)
	same(t, "coverage", coverage(must(s.RenewalsCoverage(t.Context(), due("2026-11-23", "2028-11-23")))(t)), want)
	same(t, "coverage", coverage(must(s.DataQualityCoverage(t.Context(), estate.Scope{AsOf: today}))(t)), want)
	same(t, "coverage", coverage(must(s.LostLeverageCoverage(t.Context(), leverage()))(t)), want)
	same(t, "coverage", opportunityCoverage(must(s.OpenOpportunitiesCoverage(t.Context(), open(today)))(t)), []string{"7 boroughs, 0 with notices, 0 notices, 0 deadlines known"})
}

// nonzero drops the kinds with a count of 0.
func nonzero(counts map[estate.Kind]int) map[estate.Kind]int {
	kept := map[estate.Kind]int{}
	for kind, n := range counts {
		if n != 0 {
			kept[kind] = n
		}
	}
	return kept
}
