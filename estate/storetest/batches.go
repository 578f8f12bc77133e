package storetest

import (
	"fmt"
	"testing"
	"time"

	"boroughgraph/estate"
)

// threeBatches applies the fixture, a change and a removal, an hour apart. It returns the batches.
func threeBatches(t *testing.T, s estate.Store) []estate.Batch {
	t.Helper()
	changed := *byID(fixtureContracts())[k(1)]
	changed.Title = "another title"
	extra := &estate.Supplier{ID: "Supplier:extra", Name: "Extra"}
	imports := []estate.Import{
		at(9, Fixture()),
		at(10, &estate.Changes{Contracts: []*estate.Contract{&changed}, Suppliers: []*estate.Supplier{extra}}),
		at(11, &estate.Changes{Removed: list(extra.ID)}),
	}
	var batches []estate.Batch
	for _, in := range imports {
		report := must(s.Apply(t.Context(), in))(t)
		same(t, "recorded as", report.Batch, in.Batch.ID)
		batches = append(batches, in.Batch)
	}
	return batches
}

func testBatchLog(t *testing.T, s estate.Store) {
	ctx := t.Context()
	b := threeBatches(t, s)
	page := must(s.Batches(ctx, estate.BatchFilter{}, all()))(t)
	same(t, "newest first", idsOf(rowsOf(page)), list(b[2].ID, b[1].ID, b[0].ID))
	same(t, "total", pointed(page.Total), any(3))
	since := estate.BatchFilter{Since: b[1].AppliedAt}
	page = must(s.Batches(ctx, since, all()))(t)
	same(t, "since the second", idsOf(rowsOf(page)), list(b[2].ID, b[1].ID))
	same(t, "total since", pointed(page.Total), any(2))
	same(t, "since later", len(rowsOf(must(s.Batches(ctx, estate.BatchFilter{Since: b[2].AppliedAt.Add(time.Second)}, all()))(t))), 0)
	for _, backward := range []bool{false, true} {
		var seen []estate.ID
		w := estate.Window{Before: estate.LastKey, Limit: 1, Backward: backward}
		for range b {
			one := must(s.Batches(ctx, estate.BatchFilter{}, w))(t)
			seen = append(seen, idsOf(rowsOf(one))...)
			if w.After = one.Rows[0].Key; backward {
				w.After, w.Before = "", one.Rows[0].Key
			}
		}
		want := list(b[2].ID, b[1].ID, b[0].ID)
		if backward {
			want = list(b[0].ID, b[1].ID, b[2].ID)
		}
		same(t, fmt.Sprintf("one by one, backward %v", backward), seen, want)
	}
	found := must(s.BatchesByID(ctx, list(b[0].ID, "Batch:none")))(t)
	want := b[0]
	want.Created = countsOf(Fixture())
	same(t, "by id", *found[b[0].ID], want, loose)
	same(t, "how many", len(found), 1)
}

func testBatchChanges(t *testing.T, s estate.Store) {
	b := threeBatches(t, s)
	pages := must(s.BatchChangesOf(t.Context(), list(b[0].ID, b[1].ID, b[2].ID, "Batch:none"), all()))(t)
	before := estate.Fact{Kind: estate.KindContract, Value: byID(fixtureContracts())[k(1)]}.Text()
	changed := *byID(fixtureContracts())[k(1)]
	changed.Title = "another title"
	after := estate.Fact{Kind: estate.KindContract, Value: &changed}.Text()
	extra := estate.Fact{Kind: estate.KindSupplier, Value: &estate.Supplier{ID: "Supplier:extra", Name: "Extra"}}.Text()
	same(t, "second", rowsOf(pages[b[1].ID]), []*estate.BatchChange{
		{Subject: "Supplier:extra", Action: estate.ActionCreated}, {Subject: k(1), Action: estate.ActionUpdated, Before: before, After: after},
	})
	same(t, "third", rowsOf(pages[b[2].ID]), []*estate.BatchChange{{Subject: "Supplier:extra", Action: estate.ActionRemoved, Before: extra}})
	same(t, "of none", len(rowsOf(pages["Batch:none"])), 0)
	total := 0
	for _, n := range countsOf(Fixture()) {
		total += n
	}
	same(t, "total of the first", pointed(pages[b[0].ID].Total), any(total))
	var walked []estate.ID
	for w := estate.FirstPage(5); ; {
		page := must(s.BatchChangesOf(t.Context(), list(b[0].ID), w))(t)[b[0].ID]
		for _, r := range page.Rows {
			walked = append(walked, r.Row.Subject)
		}
		if !page.HasNextPage {
			break
		}
		w.After = page.Rows[len(page.Rows)-1].Key
	}
	same(t, "walked", len(walked), total)
	for i, id := range walked[1:] {
		if estate.BatchChangeKey(walked[i]) >= estate.BatchChangeKey(id) {
			t.Errorf("%s comes before %s", walked[i], id)
		}
	}
}

func testNothingChanged(t *testing.T, s estate.Store) {
	apply(t, s, Fixture())
	for what, changes := range map[string]*estate.Changes{"the same again": Fixture(), "nothing": {}} {
		if report := apply(t, s, changes); report.Batch != "" {
			t.Errorf("%s is recorded as %s", what, report.Batch)
		}
	}
	same(t, "batches", len(rowsOf(must(s.Batches(t.Context(), estate.BatchFilter{}, all()))(t))), 1)
}

// revertedAt is the time at which tests revert batches.
var revertedAt = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

func testRevert(t *testing.T, s estate.Store) {
	ctx := t.Context()
	empty := answers(t, s, Fixture(), today, "2024-01-01")
	b := threeBatches(t, s)
	whole := answers(t, s, Fixture(), today, "2024-01-01")

	// Batches are reverted last in, first out. Removed things come back, changed things are as they
	// were, and created things go.
	report := must(estate.Revert(ctx, s, b[2].ID, revertedAt))(t)
	sameReport(t, "third", report, map[estate.Kind]int{estate.KindSupplier: 1}, nil, nil)
	same(t, "taken back by", must(s.BatchesByID(ctx, list(b[2].ID)))(t)[b[2].ID].RevertedBy, report.Batch)
	same(t, "takes back", must(s.BatchesByID(ctx, list(report.Batch)))(t)[report.Batch].Reverts, b[2].ID)

	// The revert itself is a batch like any other.
	again := must(estate.Revert(ctx, s, report.Batch, revertedAt.Add(time.Hour)))(t)
	sameReport(t, "the revert of a revert", again, nil, nil, nil)
	same(t, "removed", nonzero(again.Removed), map[estate.Kind]int{estate.KindSupplier: 1})
	same(t, "answers", answers(t, s, Fixture(), today, "2024-01-01"), whole)

	must(estate.Revert(ctx, s, again.Batch, revertedAt.Add(2*time.Hour)))(t)
	wantCode(t, "a batch on which another stands", second(estate.Revert(ctx, s, b[0].ID, revertedAt)), estate.CodeConflict)
	wantCode(t, "what was taken back", second(estate.Revert(ctx, s, b[2].ID, revertedAt)), estate.CodeConflict)
	wantCode(t, "what is not there", second(estate.Revert(ctx, s, "Batch:none", revertedAt)), estate.CodeNotFound)
	// The last batch is reverted first, until the store is empty.
	must(estate.Revert(ctx, s, b[1].ID, revertedAt.Add(3*time.Hour)))(t)
	must(estate.Revert(ctx, s, b[0].ID, revertedAt.Add(4*time.Hour)))(t)
	same(t, "answers of an empty store", answers(t, s, Fixture(), today, "2024-01-01"), empty)
}

// second returns the error of a call.
func second(_ *estate.Report, err error) error { return err }

// testRevertAll reverts the only batch: the store is empty again.
func testRevertAll(t *testing.T, s estate.Store) {
	ctx := t.Context()
	empty := answers(t, s, Fixture(), today)
	in := at(9, Fixture())
	must(s.Apply(ctx, in))(t)
	whole := answers(t, s, Fixture(), today)
	report := must(estate.Revert(ctx, s, in.Batch.ID, revertedAt))(t)
	same(t, "removed", nonzero(report.Removed), countsOf(Fixture()))
	same(t, "answers", answers(t, s, Fixture(), today), empty)
	must(estate.Revert(ctx, s, report.Batch, revertedAt))(t)
	same(t, "answers after all", answers(t, s, Fixture(), today), whole)
}

// testRevertInTheWay checks that a revert is refused because of a later change to the same thing,
// or a later fact that refers to a created thing. Once those are reverted, it succeeds.
func testRevertInTheWay(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	made := &estate.Contract{ID: "Contract:made", Title: "made", Parties: of(camden), EndDate: "2027-03-31"}
	changed := *made
	changed.Title = "made anew"
	first := at(9, &estate.Changes{Contracts: []*estate.Contract{made}})
	for what, later := range map[string]*estate.Changes{
		"a later change":    {Contracts: []*estate.Contract{&changed}},
		"a later reference": {Evidence: []*estate.Evidence{reading(made.ID, "2026")}},
	} {
		first.Batch = estate.NewBatch(applied, estate.FormRegister, what, "")
		must(s.Apply(ctx, first))(t)
		second := estate.Import{Batch: estate.NewBatch(applied, estate.FormRegister, what, ""), Parts: estate.OnePart(later)}
		must(s.Apply(ctx, second))(t)
		same := untouched(t, s)
		_, err := estate.Revert(ctx, s, first.Batch.ID, revertedAt)
		wantCode(t, what, err, estate.CodeConflict)
		same(what)
		must(estate.Revert(ctx, s, second.Batch.ID, revertedAt))(t)
		must(estate.Revert(ctx, s, first.Batch.ID, revertedAt))(t)
	}
}
