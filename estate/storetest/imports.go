package storetest

import (
	"errors"
	"fmt"
	"iter"
	"sync"
	"testing"
	"time"

	"boroughgraph/estate"
)

// parted splits changes into parts. What is referred to comes first; the evidence follows, some
// pieces at a time.
func parted(c *estate.Changes, some int) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		first := &estate.Changes{
			Sources: c.Sources, Boroughs: c.Boroughs, Partnerships: c.Partnerships, Services: c.Services,
			Suppliers: c.Suppliers, Systems: c.Systems, Frameworks: c.Frameworks, Contracts: c.Contracts, Notices: c.Notices,
		}
		if !yield(first, nil) {
			return
		}
		if !yield(&estate.Changes{Deployments: c.Deployments}, nil) {
			return
		}
		for i := 0; i < len(c.Evidence); i += some {
			if !yield(&estate.Changes{Evidence: c.Evidence[i:min(i+some, len(c.Evidence))]}, nil) {
				return
			}
		}
	}
}

func testParts(t *testing.T, s estate.Store) {
	in := Import(nil)
	in.Parts = parted(Fixture(), 7)
	report := must(s.Apply(t.Context(), in))(t)
	sameReport(t, "in parts", report, countsOf(Fixture()), nil, nil)
	same(t, "batch", report.Batch, in.Batch.ID)
	for _, test := range readTests {
		if !test.ofCalls {
			t.Run(test.name, func(t *testing.T) { test.run(t, s) })
		}
	}
}

// testPartsAgain checks that a later part overrides an earlier one.
func testPartsAgain(t *testing.T, s estate.Store) {
	apply(t, s, Fixture())
	first, second := *byID(fixtureContracts())[k(1)], *byID(fixtureContracts())[k(1)]
	first.Title, second.Title = "the first word", "the last word"
	in := Import(nil)
	in.Parts = func(yield func(*estate.Changes, error) bool) {
		_ = yield(&estate.Changes{Contracts: []*estate.Contract{&first}}, nil) && yield(&estate.Changes{Contracts: []*estate.Contract{&second}}, nil)
	}
	must(s.Apply(t.Context(), in))(t)
	same(t, "title", contractNow(t, s, k(1)).Title, "the last word")
	changes := changesOf(t, s, in.Batch.ID)
	same(t, "changes", len(changes), 1)
	before := estate.Fact{Kind: estate.KindContract, ID: k(1), Value: byID(fixtureContracts())[k(1)]}
	after := estate.Fact{Kind: estate.KindContract, ID: k(1), Value: &second}
	same(t, "change", *changes[0], estate.BatchChange{Subject: k(1), Action: estate.ActionUpdated, Before: before.Text(), After: after.Text()})

	// One part removes it and the next adds it again, so in the end it has changed.
	read := reading("Contract:again", "2026")
	again := *read
	again.Value = "another value"
	apply(t, s, &estate.Changes{Contracts: []*estate.Contract{{ID: read.Subject, Parties: of(camden)}}, Evidence: []*estate.Evidence{read}})
	in = Import(nil)
	in.Parts = func(yield func(*estate.Changes, error) bool) {
		_ = yield(&estate.Changes{Removed: list(read.ID)}, nil) && yield(&estate.Changes{Evidence: []*estate.Evidence{&again}}, nil)
	}
	must(s.Apply(t.Context(), in))(t)
	before, after = estate.Fact{Kind: estate.KindEvidence, Value: read}, estate.Fact{Kind: estate.KindEvidence, Value: &again}
	changes = changesOf(t, s, in.Batch.ID)
	same(t, "changes", len(changes), 1)
	same(t, "change", *changes[0], estate.BatchChange{Subject: read.ID, Action: estate.ActionUpdated, Before: before.Text(), After: after.Text()})
	must(estate.Revert(t.Context(), s, in.Batch.ID, revertedAt))(t)
	same(t, "reverted", must(s.EvidenceOf(t.Context(), list(read.Subject)))(t)[read.Subject][0].Value, read.Value)
}

func changesOf(t *testing.T, s estate.Store, batch estate.ID) []*estate.BatchChange {
	t.Helper()
	return rowsOf(must(s.BatchChangesOf(t.Context(), list(batch), all()))(t)[batch])
}

// untouched returns a check that a store has not changed: it gives the same answers and lists the
// same batches.
func untouched(t *testing.T, s estate.Store) func(what string) {
	t.Helper()
	before, batches := answers(t, s, Fixture(), today), idsOf(rowsOf(must(s.Batches(t.Context(), estate.BatchFilter{}, all()))(t)))
	return func(what string) {
		t.Helper()
		same(t, what+": answers", answers(t, s, Fixture(), today), before)
		same(t, what+": batches", idsOf(rowsOf(must(s.Batches(t.Context(), estate.BatchFilter{}, all()))(t))), batches)
	}
}

func testDryRun(t *testing.T, s estate.Store) {
	for _, held := range []bool{false, true} {
		if held {
			apply(t, s, Fixture())
		}
		changed := Fixture()
		changed.Contracts[0].Title = "another title"
		same := untouched(t, s)
		in := Import(changed)
		in.DryRun = true
		dry := must(s.Apply(t.Context(), in))(t)
		same(fmt.Sprintf("dry, held %v", held))
		if dry.Batch != "" {
			t.Errorf("a dry run is recorded as %s", dry.Batch)
		}
		if held {
			sameReport(t, "dry", dry, nil, map[estate.Kind]int{estate.KindContract: 1}, less(countsOf(changed), estate.KindContract, 1))
		} else {
			sameReport(t, "dry", dry, countsOf(changed), nil, nil)
		}
	}
}

func less(counts map[estate.Kind]int, kind estate.Kind, n int) map[estate.Kind]int {
	counts[kind] -= n
	return counts
}

func testStrict(t *testing.T, s estate.Store) {
	apply(t, s, Fixture())
	same := untouched(t, s)
	changed := byID(fixtureContracts())[k(1)]
	changed.Title = "another title"
	faulty := &estate.Changes{Contracts: []*estate.Contract{changed, {ID: "Contract:without parties"}}}
	in := Import(faulty)
	in.Strict = true
	_, err := s.Apply(t.Context(), in)
	wantCode(t, "strict", err, estate.CodeInvalid)
	same("strict")
	in = Import(&estate.Changes{Contracts: []*estate.Contract{changed}})
	in.Strict = true
	sameReport(t, "strict", must(s.Apply(t.Context(), in))(t), nil, map[estate.Kind]int{estate.KindContract: 1}, nil)
}

func testPartsThatFail(t *testing.T, s estate.Store) {
	apply(t, s, Fixture())
	same := untouched(t, s)
	failed := errors.New("line 7 is damaged")
	in := Import(nil)
	in.Parts = func(yield func(*estate.Changes, error) bool) {
		changed := byID(fixtureContracts())[k(1)]
		changed.Title = "another title"
		_ = yield(&estate.Changes{Contracts: []*estate.Contract{changed}}, nil) && yield(nil, failed)
	}
	if _, err := s.Apply(t.Context(), in); !errors.Is(err, failed) {
		t.Errorf("got %v, want the error of the parts", err)
	}
	same("parts that fail")
}

// testTwoImportsAtOnce checks that each of two imports is written as a whole, or is refused as a
// whole and can be tried again.
func testTwoImportsAtOnce(t *testing.T, s estate.Store) {
	apply(t, s, Fixture())
	imports := make([]estate.Import, 2)
	landed := make([]error, len(imports))
	var programs sync.WaitGroup
	for i := range imports {
		many := &estate.Changes{}
		for n := range 30 {
			c := &estate.Contract{ID: estate.ID(fmt.Sprintf("Contract:%d-%d", i, n)), Parties: of(camden), Systems: list(alpha), EndDate: "2028"}
			many.Contracts, many.Evidence = append(many.Contracts, c), append(many.Evidence, reading(c.ID, "2026"))
		}
		imports[i] = Import(nil)
		imports[i].Parts = parted(many, 10)
		programs.Go(func() { _, landed[i] = s.Apply(t.Context(), imports[i]) })
	}
	programs.Wait()
	for i, in := range imports {
		if landed[i] != nil {
			wantCode(t, "the one that is refused", landed[i], estate.CodeConflict)
			must(s.Apply(t.Context(), in))(t)
		}
		same(t, "changes", len(changesOf(t, s, in.Batch.ID)), 60)
	}
	page := must(s.Contracts(t.Context(), estate.ContractFilter{Systems: list(alpha)}, estate.ContractsByEndDate, all()))(t)
	made := 0
	for _, r := range page.Rows {
		if r.Row.EndDate == "2028" && r.Row.Reading == stated("2026-12-31", "2026") {
			made++
		}
	}
	same(t, "contracts", made, 60)
}

func wantCode(t *testing.T, what string, err error, code estate.Code) {
	t.Helper()
	if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != code {
		t.Errorf("%s: got %v, want an error of code %s", what, err, code)
	}
}

// testRemoval removes a contract once nothing that stays refers to it.
func testRemoval(t *testing.T, s estate.Store) {
	apply(t, s, Fixture())
	gone := &estate.Contract{ID: "Contract:gone", Title: "Gone tomorrow", Parties: of(camden), Suppliers: by("Supplier:gone", "Gone"), Systems: list(alpha), EndDate: "2027-03-31"}
	before := &estate.Contract{ID: "Contract:before gone", Parties: of(camden), StartDate: "2020-01-01", EndDate: "2030-01-01", Successor: gone.ID}
	gone.StartDate = "2026-01-01"
	read := reading(gone.ID, "2026-01-05")
	asBefore := answers(t, s, Fixture(), today)
	apply(t, s, &estate.Changes{
		Suppliers: []*estate.Supplier{{ID: "Supplier:gone", Name: "Gone", Identifiers: []estate.Identifier{{Scheme: "GB-COH", ID: "99999999"}}}},
		Contracts: []*estate.Contract{gone, before}, Evidence: []*estate.Evidence{read},
	})
	for what, c := range map[string]struct {
		changes *estate.Changes
		kept    []estate.ID
	}{
		"a supplier with a contract":      {&estate.Changes{Removed: list("Supplier:gone")}, list("Supplier:gone")},
		"a contract with evidence":        {&estate.Changes{Removed: list("Contract:before gone", gone.ID)}, list(gone.ID)},
		"a successor":                     {&estate.Changes{Removed: list(gone.ID, read.ID)}, list(gone.ID)},
		"things that do not exist":        {&estate.Changes{Removed: list("Contract:never")}, list("Contract:never")},
		"things given in the same import": {&estate.Changes{Contracts: []*estate.Contract{gone}, Removed: list(gone.ID)}, list(gone.ID)},
		"the subject of new evidence":     {&estate.Changes{Evidence: []*estate.Evidence{reading(before.ID, "2026")}, Removed: list(before.ID)}, list("Evidence")},
	} {
		in := Import(c.changes)
		in.DryRun = true
		var kept []estate.ID
		for _, r := range must(s.Apply(t.Context(), in))(t).Rejected {
			if r.Reason == "" {
				t.Errorf("%s: %s is kept without a reason", what, r.ID)
			}
			if r.ID.Kind() == estate.KindEvidence {
				r.ID = "Evidence"
			}
			kept = append(kept, r.ID)
		}
		if fmt.Sprint(kept) != fmt.Sprint(c.kept) {
			t.Errorf("%s: kept %v, want %v", what, kept, c.kept)
		}
	}
	alone := *before
	alone.Successor = ""
	report := apply(t, s, &estate.Changes{Contracts: []*estate.Contract{&alone}, Removed: list("Supplier:gone", gone.ID, read.ID)})
	sameReport(t, "removal", report, nil, map[estate.Kind]int{estate.KindContract: 1}, nil)
	if got := contractNow(t, s, alone.ID).Succession; got != "" {
		t.Errorf("it still has a successor on %s", got)
	}
	apply(t, s, &estate.Changes{Removed: list(alone.ID)})
	if found := must(s.SuppliersByIdentifier(t.Context(), []estate.Identifier{{Scheme: "GB-COH", ID: "99999999"}}))(t); len(found) > 0 {
		t.Errorf("its identifier still leads to %v", found)
	}
	same(t, "answers", answers(t, s, Fixture(), today), asBefore)
}

// at returns an import at an hour of a day.
func at(hour int, changes *estate.Changes) estate.Import {
	return estate.Import{
		Batch: estate.NewBatch(time.Date(2026, 11, 20, hour, 0, 0, 0, time.UTC), estate.FormRegister, fmt.Sprintf("register-%d.csv", hour), fmt.Sprintf("%064d", hour)),
		Parts: estate.OnePart(changes),
	}
}
