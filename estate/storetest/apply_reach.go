package storetest

import (
	"testing"

	"boroughgraph/estate"
)

// standing returns a contract's term as of a day, as the store reports it.
func standing(t *testing.T, s estate.Store, id estate.ID, day estate.Date) estate.Term {
	t.Helper()
	var found estate.Term
	for _, term := range estate.Terms {
		f := estate.ContractFilter{Terms: terms(term), AsOf: day}
		for _, c := range rowsOf(must(s.Contracts(t.Context(), f, estate.ContractsByEndDate, all()))(t)) {
			if c.ID == id {
				found += term
			}
		}
	}
	return found
}

// sameStanding checks a contract's term around each edge of spans, written as for edgesOf.
func sameStanding(t *testing.T, s estate.Store, id estate.ID, spans string) {
	t.Helper()
	for day, want := range edgesOf(spans) {
		if got := standing(t, s, id, day); string(got) != want {
			t.Errorf("%s as of %s is %q, want %q", id, day, got, want)
		}
	}
}

// ground returns what the contracts of a test refer to.
func ground() *estate.Changes {
	f := Fixture()
	return &estate.Changes{Sources: f.Sources, Boroughs: f.Boroughs, Services: f.Services, Suppliers: f.Suppliers, Systems: f.Systems}
}

func contractNow(t *testing.T, s estate.Store, id estate.ID) *estate.Contract {
	t.Helper()
	c := must(s.ContractsByID(t.Context(), list(id)))(t)[id]
	if c == nil {
		t.Fatalf("%s is missing", id)
	}
	return c
}

// oldAndNew returns Hillingdon's k8 and its successor k9, whose start is unknown.
func oldAndNew() (*estate.Contract, *estate.Contract) {
	contracts := byID(fixtureContracts())
	contracts[k(9)].StartDate = ""
	return contracts[k(8)], contracts[k(9)]
}

func testLateSuccessor(t *testing.T, s estate.Store) {
	before, after := oldAndNew()
	apply(t, s, ground())
	before.Successor = ""
	apply(t, s, &estate.Changes{Contracts: []*estate.Contract{before}})
	// The term is 36 months, to 31 July 2025. Then there is an option of 24 months; whether it was
	// taken is unknown.
	const alone = "NOT_STARTED | 2022-08-01 IN_TERM | 2025-08-01 OPTION_PERIOD | 2027-08-01 PAST_END"
	sameStanding(t, s, k(8), alone)

	// A successor with no start and no dated evidence does not end its predecessor.
	before.Successor = k(9)
	apply(t, s, &estate.Changes{Contracts: []*estate.Contract{before, after}})
	sameStanding(t, s, k(8), alone)
	same(t, "predecessor", contractNow(t, s, k(9)).Predecessor, k(8))

	// With a start, it ends its predecessor on that day. The predecessor has no exit points from
	// then on.
	after.StartDate = "2025-09"
	apply(t, s, &estate.Changes{Contracts: []*estate.Contract{after}})
	same(t, "succession", contractNow(t, s, k(8)).Succession, estate.Date("2025-09-01"))
	sameStanding(t, s, k(8), "NOT_STARTED | 2022-08-01 IN_TERM | 2025-08-01 OPTION_PERIOD | 2025-09-01 ENDED")
	same(t, "the day before", exits(must(s.ExitPointsOf(t.Context(), ks(8), "2025-08-31"))(t)[k(8)]), []string{"2027-07-31 FINAL_END 1 assumed"})
	same(t, "that day", must(s.ExitPointsOf(t.Context(), ks(8), "2025-09-01"))(t)[k(8)], nil, loose)

	// An earlier start moves the end.
	after.StartDate = "2024-02-29"
	apply(t, s, &estate.Changes{Contracts: []*estate.Contract{after}})
	sameStanding(t, s, k(8), "NOT_STARTED | 2022-08-01 IN_TERM | 2024-02-29 ENDED")
}

func testSuccessorTakenBack(t *testing.T, s estate.Store) {
	apply(t, s, Fixture())
	// k6 names the same successor, so the predecessor is the one with the least id.
	k6 := byID(fixtureContracts())[k(6)]
	k6.Successor = k(9)
	apply(t, s, &estate.Changes{Contracts: []*estate.Contract{k6}})
	same(t, "two predecessors", contractNow(t, s, k(9)).Predecessor, k(6))
	same(t, "succession", contractNow(t, s, k(6)).Succession, estate.Date("2025-08-01"))

	apply(t, s, &estate.Changes{Contracts: []*estate.Contract{byID(fixtureContracts())[k(6)]}})
	same(t, "one predecessor", contractNow(t, s, k(9)).Predecessor, k(8))

	k8 := byID(fixtureContracts())[k(8)]
	k8.Successor = ""
	apply(t, s, &estate.Changes{Contracts: []*estate.Contract{k8}})
	same(t, "no predecessor", contractNow(t, s, k(9)).Predecessor, estate.ID(""))
	same(t, "no succession", contractNow(t, s, k(8)).Succession, estate.Date(""))
	sameStanding(t, s, k(8), "IN_TERM | 2025-08-01 OPTION_PERIOD | 2027-08-01 PAST_END")
}

func testLateEvidence(t *testing.T, s estate.Store) {
	f := Fixture()
	f.Evidence = nil
	apply(t, s, f)
	sameStanding(t, s, k(10), "STALE | 2025-03-12 STALE")
	same(t, "no reading", contractNow(t, s, k(10)).Reading, estate.Reading{})

	apply(t, s, &estate.Changes{Evidence: []*estate.Evidence{reading(k(10), "2025-03"), reading(d(8), "2026-06-01")}})
	sameStanding(t, s, k(10), "NOT_STARTED | 2025-03-31 UNKNOWN | 2030-04-01 STALE")
	live := estate.DeploymentFilter{Statuses: []estate.DeploymentStatus{estate.StatusLive}, AsOf: today}
	samePage(t, "live", must(s.DeploymentsOf(t.Context(), list(city), live, all()))(t)[city], ds(8))
	same(t, "its reading", must(s.DeploymentsByID(t.Context(), ds(8)))(t)[d(8)].Reading, on("2026-06-01"))

	// Undated evidence changes no reading. Older and newer evidence widen the reading on either
	// side.
	apply(t, s, &estate.Changes{Evidence: []*estate.Evidence{reading(k(10), "")}})
	same(t, "undated", contractNow(t, s, k(10)).Reading, stated("2025-03-31", "2025-03"))
	apply(t, s, &estate.Changes{Evidence: []*estate.Evidence{reading(k(10), "2024"), reading(k(10), "2026-01-01"), reading(k(10), "2025-06")}})
	same(t, "widened", contractNow(t, s, k(10)).Reading, estate.Reading{Earliest: "2024-12-31", Newest: "2026-01-01", NewestStated: "2026-01-01"})
	sameStanding(t, s, k(10), "NOT_STARTED | 2024-12-31 UNKNOWN | 2031-01-02 STALE")

	// The same evidence with another date is an update and moves the reading.
	moved := reading(k(10), "2026-01-01")
	moved.AsOf = "2026-02-01"
	sameReport(t, "moved", apply(t, s, &estate.Changes{Evidence: []*estate.Evidence{moved}}), nil, map[estate.Kind]int{estate.KindEvidence: 1}, nil)
	same(t, "moved", contractNow(t, s, k(10)).Reading, estate.Reading{Earliest: "2024-12-31", Newest: "2026-02-01", NewestStated: "2026-02-01"})
	// Evidence that moves to another subject no longer counts for the first.
	moved.Subject = k(11)
	apply(t, s, &estate.Changes{Evidence: []*estate.Evidence{moved}})
	same(t, "left behind", contractNow(t, s, k(10)).Reading, estate.Reading{Earliest: "2024-12-31", Newest: "2025-06-30", NewestStated: "2025-06"})
	same(t, "taken over", contractNow(t, s, k(11)).Reading, on("2026-02-01"))
}

// testLateEvidenceOfSuccessor checks that evidence on a successor without a start dates the end of
// its predecessor.
func testLateEvidenceOfSuccessor(t *testing.T, s estate.Store) {
	before, after := oldAndNew()
	apply(t, s, ground())
	apply(t, s, &estate.Changes{Contracts: []*estate.Contract{before, after}})
	apply(t, s, &estate.Changes{Evidence: []*estate.Evidence{reading(k(9), "2024-06")}})
	same(t, "succession", contractNow(t, s, k(8)).Succession, estate.Date("2024-06-30"))
	sameStanding(t, s, k(8), "NOT_STARTED | 2022-08-01 IN_TERM | 2024-06-30 ENDED")
	apply(t, s, &estate.Changes{Evidence: []*estate.Evidence{reading(k(9), "2024-01-15")}})
	sameStanding(t, s, k(8), "NOT_STARTED | 2022-08-01 IN_TERM | 2024-01-15 ENDED")
}
