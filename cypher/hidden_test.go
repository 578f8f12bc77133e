package cypher_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// inSteps makes the store write every import of more than one fact hidden, in several transactions.
func inSteps(o *cypher.Options) { o.Whole = 1 }

// grown returns the parts of a large import into the estate of small: new things that refer to old
// ones, old things that change, and evidence on both. It calls look between the parts.
func grown(look func(part int)) iter.Seq2[*estate.Changes, error] {
	sutton, unit4 := estate.ID("Borough:E09000029"), estate.ID("System:unit4")
	reading := func(subject estate.ID, asOf estate.StatedDate) *estate.Evidence {
		e := &estate.Evidence{Subject: subject, Field: "endDate", Value: "read", Source: "Source:register", AsOf: asOf, Confidence: estate.ConfidenceLow}
		e.ID = estate.EvidenceID(e)
		return e
	}
	parts := []*estate.Changes{
		{
			Boroughs:     []*estate.Borough{{ID: "Borough:E09000007", GSSCode: "E09000007", Slug: "camden", Name: "Camden"}},
			Partnerships: []*estate.Partnership{{ID: "Partnership:two", Slug: "two", Name: "Two", Members: []estate.ID{sutton, "Borough:E09000007"}}},
			Services:     []*estate.Service{{ID: "Service:tax", Name: "Tax", Area: "Service:inner"}},
			Suppliers: []*estate.Supplier{
				{ID: "Supplier:alone", Name: "Alone", Identifiers: []estate.Identifier{{Scheme: "GB-COH", ID: "2"}}},
				{ID: "Supplier:bought", Name: "Bought", Events: []estate.SupplierEvent{{Kind: estate.EventAcquired, Other: "Supplier:maker", On: "2024"}}},
			},
		},
		{
			Systems: []*estate.System{{ID: "System:new", Name: "New", Makers: []estate.Making{{Supplier: "Supplier:bought"}}}, {ID: unit4, Name: "Unit 4"}},
			Contracts: []*estate.Contract{
				{
					ID: "Contract:next", Title: "Finance again", Stage: estate.StageSigned, OCID: "ocds-next",
					Parties:   []estate.ContractParty{{Borough: sutton}, {Borough: "Borough:E09000007"}},
					Suppliers: []estate.ContractSupplier{{Supplier: "Supplier:alone", SignedAs: "Alone"}, {Supplier: "Supplier:maker", SignedAs: "Maker"}},
					Systems:   []estate.ID{unit4, "System:new"}, Services: []estate.ID{"Service:tax", "Service:finance"},
					StartDate: "2026-01-01", EndDate: "2030-12-31",
				},
			},
			Deployments: []*estate.Deployment{
				{ID: "Deployment:third", Borough: sutton, System: unit4, Services: []estate.ID{"Service:tax"}, Contracts: []estate.ID{"Contract:next"}},
			},
		},
		{
			Contracts: []*estate.Contract{{ID: "Contract:old", Stage: estate.StageSigned, Parties: []estate.ContractParty{{Borough: sutton}}, EndDate: "2024-12-31", Successor: "Contract:next"}},
			Evidence:  []*estate.Evidence{reading("Contract:next", "2026-10"), reading("Contract:new", "2026-11"), reading("Deployment:third", "2026-09"), reading("Deployment:second", "2026-09")},
		},
	}
	return func(yield func(*estate.Changes, error) bool) {
		for i, part := range parts {
			if !yield(part, nil) {
				return
			}
			look(i)
		}
	}
}

// asked returns the answers of reads on the estates of small and grown.
func asked(t *testing.T, s estate.Store) map[string]string {
	t.Helper()
	ctx, day := t.Context(), estate.Date("2026-11-23")
	w := estate.Window{Before: estate.LastKey, Limit: 100, Total: true}
	boroughs := []estate.ID{"Borough:E09000029", "Borough:E09000007"}
	suppliers := []estate.ID{"Supplier:maker", "Supplier:head", "Supplier:alone", "Supplier:bought"}
	contracts := []estate.ID{"Contract:old", "Contract:new", "Contract:next"}
	deployments := []estate.ID{"Deployment:first", "Deployment:second", "Deployment:third"}
	scope := estate.Scope{AsOf: day}
	answers := map[string]string{}
	note := func(name string, answer any, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		answers[name] = encoded(t, answer)
	}
	counts, err := s.Counts(ctx)
	note("Counts", counts, err)
	page1, err := s.Boroughs(ctx, nil, w)
	note("Boroughs", page1, err)
	keys, err := s.BoroughsByKey(ctx, []estate.BoroughKey{"camden", "E09000007", "two", "south"})
	note("BoroughsByKey", keys, err)
	page2, err := s.Partnerships(ctx, nil, w)
	note("Partnerships", page2, err)
	partnerships, err := s.PartnershipsOf(ctx, boroughs)
	note("PartnershipsOf", partnerships, err)
	page3, err := s.Services(ctx, estate.ServiceFilter{}, w)
	note("Services", page3, err)
	page4, err := s.Suppliers(ctx, estate.SupplierFilter{}, w)
	note("Suppliers", page4, err)
	byID, err := s.SuppliersByID(ctx, suppliers)
	note("SuppliersByID", byID, err)
	byIdentifier, err := s.SuppliersByIdentifier(ctx, []estate.Identifier{{Scheme: "GB-COH", ID: "1"}, {Scheme: "GB-COH", ID: "2"}})
	note("SuppliersByIdentifier", byIdentifier, err)
	groups, err := s.GroupsOf(ctx, suppliers, day)
	note("GroupsOf", groups, err)
	of, err := s.BoroughsOf(ctx, suppliers, w)
	note("BoroughsOf", of, err)
	page5, err := s.Systems(ctx, estate.SystemFilter{}, w)
	note("Systems", page5, err)
	made, err := s.SystemsMadeBy(ctx, suppliers, day, w)
	note("SystemsMadeBy", made, err)
	for _, order := range estate.ContractOrders {
		page, err := s.Contracts(ctx, estate.ContractFilter{AsOf: day}, order, w)
		note("Contracts "+string(order), page, err)
	}
	byOCID, err := s.ContractsByOCID(ctx, []string{"ocds-next"})
	note("ContractsByOCID", byOCID, err)
	found, err := s.ContractsByID(ctx, contracts)
	note("ContractsByID", found, err)
	contractsOf, err := s.ContractsOf(ctx, slices.Concat(boroughs, suppliers, []estate.ID{"System:unit4"}), estate.ContractFilter{AsOf: day}, estate.ContractsByEndDate, w)
	note("ContractsOf", contractsOf, err)
	exits, err := s.ExitPointsOf(ctx, contracts, day)
	note("ExitPointsOf", exits, err)
	deployed, err := s.DeploymentsByID(ctx, deployments)
	note("DeploymentsByID", deployed, err)
	deploymentsOf, err := s.DeploymentsOf(ctx, []estate.ID{"Borough:E09000029", "System:unit4"}, estate.DeploymentFilter{AsOf: day}, w)
	note("DeploymentsOf", deploymentsOf, err)
	evidence, err := s.EvidenceOf(ctx, slices.Concat(contracts, deployments))
	note("EvidenceOf", evidence, err)
	for _, level := range []estate.Level{estate.LevelLegalEntity, estate.LevelMaker, estate.LevelGroup} {
		q := estate.SharedSuppliersQuery{Scope: scope, Level: level, MinBoroughs: 1}
		shares, err := s.SharedSuppliers(ctx, q, w)
		note("SharedSuppliers "+string(level), shares, err)
		coverage, err := s.SharedSuppliersCoverage(ctx, q)
		note("SharedSuppliersCoverage "+string(level), coverage, err)
	}
	q := estate.RenewalsQuery{Scope: scope, From: "2020-01-01", To: "2040-01-01"}
	renewals, err := s.Renewals(ctx, q, w)
	note("Renewals", renewals, err)
	coverage, err := s.RenewalsCoverage(ctx, q)
	note("RenewalsCoverage", coverage, err)
	leverage := estate.LeverageQuery{Scope: scope}
	lost, err := s.LostLeverage(ctx, leverage, w)
	note("LostLeverage", lost, err)
	coverage, err = s.LostLeverageCoverage(ctx, leverage)
	note("LostLeverageCoverage", coverage, err)
	batches, err := s.Batches(ctx, estate.BatchFilter{}, w)
	note("Batches", batches.Total, err)
	return answers
}

func batchNow() estate.Batch { return estate.NewBatch(time.Now(), estate.FormFacts, "a test", "") }

// A large import is hidden from every read until it is complete. Then reads see all of it, as if it
// had been written in one transaction.
func testHiddenUntilWhole(t *testing.T) {
	one := neo4jtest.Open(t)
	storeSmall(t, one)
	if _, err := one.Apply(t.Context(), estate.Import{Batch: batchNow(), Parts: grown(func(int) {})}); err != nil {
		t.Fatal(err)
	}
	want := asked(t, one)
	links := neo4jtest.Query(t, shapeOfGraph, nil)

	store := neo4jtest.Open(t, inSteps)
	storeSmall(t, store)
	before := asked(t, store)
	report, err := store.Apply(t.Context(), estate.Import{Batch: batchNow(), Parts: grown(func(part int) {
		same(t, fmt.Sprint("after part ", part), asked(t, store), before)
	})})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %+v, %v", report, err)
	}
	same(t, "whole", asked(t, store), want)
	same(t, "the graph", neo4jtest.Query(t, shapeOfGraph, nil), links)
	nothingHidden(t)
}

func storeSmall(t *testing.T, s estate.Store) {
	t.Helper()
	if report, err := s.Apply(t.Context(), storetest.Import(small())); err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %+v, %v", report, err)
	}
}

func nothingHidden(t *testing.T) {
	t.Helper()
	same(t, "what is hidden", neo4jtest.Query(t, `RETURN COUNT { (:Hidden) } AS nouns, COUNT { (:OpenBatch) } AS open, COUNT { (:Unswept) } AS unswept,
		COUNT { MATCH (x:Change) WHERE NOT EXISTS { (b:Batch) WHERE x.byBatch STARTS WITH b.id } } AS changes,
		COUNT { MATCH (x:TermSpan|StatusSpan|ExitPoint|Leverage|Extension) WHERE NOT (x)<--() } AS spans,
		COUNT { MATCH (i:Identifier) WHERE NOT (i)-->() } AS identifiers`, nil),
		[]map[string]any{{"nouns": int64(0), "open": int64(0), "unswept": int64(0), "changes": int64(0), "spans": int64(0), "identifiers": int64(0)}})
}

// An import that fails halfway leaves nothing.
func testHiddenGivenUp(t *testing.T) {
	store := neo4jtest.Open(t, inSteps)
	storeSmall(t, store)
	before := asked(t, store)
	unreadable := errors.New("line 7 cannot be read")
	_, err := store.Apply(t.Context(), estate.Import{Batch: batchNow(), Parts: func(yield func(*estate.Changes, error) bool) {
		for part, err := range grown(func(int) {}) {
			if !yield(part, err) {
				return
			}
		}
		yield(nil, unreadable)
	}})
	if !errors.Is(err, unreadable) {
		t.Fatalf("got %v", err)
	}
	same(t, "the estate", asked(t, store), before)
	nothingHidden(t)

	ended, end := context.WithCancel(t.Context())
	_, err = store.Apply(ended, estate.Import{Batch: batchNow(), Parts: grown(func(part int) {
		if part == 1 {
			end()
		}
	})})
	refusal(t, err, estate.CodeTimeout, "the request was cancelled")
	same(t, "the estate", asked(t, store), before)
	again, err := cypher.Open(t.Context(), neo4jtest.Options(t)) // sweeps
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close(t.Context())
	nothingHidden(t)
}

// What a killed import has left does not hinder another import. It is swept once its lease has run
// out.
func testHiddenLeftBehind(t *testing.T) {
	store := neo4jtest.Open(t, inSteps)
	storeSmall(t, store)
	next, stop := iter.Pull2(grown(func(int) {}))
	defer stop()
	first, _, _ := next()
	leaveBehind(t, store, first)

	report, err := store.Apply(t.Context(), estate.Import{Batch: batchNow(), Parts: grown(func(int) {})})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply beside what was left: %+v, %v", report, err)
	}
	whole := asked(t, store)
	reopen := func() {
		again, err := cypher.Open(t.Context(), neo4jtest.Options(t))
		if err != nil {
			t.Fatal(err)
		}
		if err := again.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	reopen()
	if left := neo4jtest.Query(t, "MATCH (n:Hidden) RETURN count(n) AS left", nil); left[0]["left"] == int64(0) {
		t.Error("it is swept before its lease has run out")
	}
	neo4jtest.Query(t, "MATCH (b:OpenBatch) SET b.leaseUntil = timestamp() - 1", nil)
	reopen()
	nothingHidden(t)
	same(t, "the estate", asked(t, store), whole)
}

// leaveBehind leaves an import as a killed process does: the iterator never returns.
func leaveBehind(t *testing.T, store *cypher.Store, part *estate.Changes) {
	t.Helper()
	written := make(chan struct{})
	hang := make(chan struct{})
	t.Cleanup(func() { close(hang) })
	go func() {
		// The result does not matter, because by then the import has been swept.
		_, _ = store.Apply(context.Background(), estate.Import{Batch: batchNow(), Parts: func(yield func(*estate.Changes, error) bool) {
			if yield(part, nil) {
				close(written)
				<-hang
			}
		}})
	}()
	<-written
}

// Two imports at once both succeed unless they touch the same things. Then the one that closes last
// returns CONFLICT.
func testHiddenAtOnce(t *testing.T) {
	store := neo4jtest.Open(t, inSteps)
	storeSmall(t, store)
	apart := &estate.Changes{Suppliers: []*estate.Supplier{{ID: "Supplier:apart", Name: "Apart"}, {ID: "Supplier:aside", Name: "Aside"}}}
	report, err := store.Apply(t.Context(), estate.Import{Batch: batchNow(), Parts: grown(func(part int) {
		if part == 1 {
			if _, err := store.Apply(t.Context(), storetest.Import(apart)); err != nil {
				t.Fatal(err)
			}
		}
	})})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %+v, %v", report, err)
	}

	store = neo4jtest.Open(t, inSteps)
	storeSmall(t, store)
	maker := &estate.Changes{Suppliers: []*estate.Supplier{{ID: "Supplier:maker", Name: "Maker and Sons"}}}
	_, err = store.Apply(t.Context(), estate.Import{Batch: batchNow(), Parts: grown(func(part int) {
		if part == 1 {
			if _, err := store.Apply(t.Context(), storetest.Import(maker)); err != nil {
				t.Fatal(err)
			}
		}
	})})
	refusal(t, err, estate.CodeConflict, "another import wrote Supplier:maker while this one was written: run it again")
	nothingHidden(t)
}

// An import that was given up as dead does not continue.
func testHiddenLapsed(t *testing.T) {
	store := neo4jtest.Open(t, inSteps)
	storeSmall(t, store)
	before := asked(t, store)
	_, err := store.Apply(t.Context(), estate.Import{Batch: batchNow(), Parts: grown(func(part int) {
		if part == 0 {
			neo4jtest.Query(t, "MATCH (b:OpenBatch) SET b.leaseUntil = timestamp() - 1", nil)
			again, err := cypher.Open(t.Context(), neo4jtest.Options(t))
			if err != nil {
				t.Fatal(err)
			}
			again.Close(t.Context())
		}
	})})
	refusal(t, err, estate.CodeConflict, "the import stood still for longer than 30s and was taken away: run it again")
	same(t, "the estate", asked(t, store), before)
	nothingHidden(t)
}
