package storetest

import (
	"context"
	"maps"
	"slices"
	"time"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// tb holds the methods that *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Context() context.Context
}

// loose treats an empty list and a nil one as equal. Facts are never compared this way.
var loose = cmpopts.EquateEmpty()

// same compares two values, ignoring cohorts.
func same[T any](t tb, what string, got, want T, opts ...cmp.Option) {
	t.Helper()
	opts = append(opts, cmpopts.IgnoreTypes((*estate.Cohort)(nil)))
	if diff := cmp.Diff(want, got, opts...); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// must ends the test on an error: must(s.Counts(ctx))(t).
func must[T any](v T, err error) func(tb) T {
	return func(t tb) T {
		t.Helper()
		if err != nil {
			t.Fatalf("unexpected error: %v", err)
		}
		return v
	}
}

// Import returns changes in one part, as a batch of their own, for a store that a test writes to.
func Import(changes *estate.Changes) estate.Import {
	return estate.Import{Batch: estate.NewBatch(applied, estate.FormFacts, "a test", ""), Parts: estate.OnePart(changes)}
}

// applied is the time of the tests' batches where the time does not matter.
var applied = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// apply writes changes, and fails unless all of them are accepted.
func apply(t tb, s estate.Store, changes *estate.Changes) *estate.Report {
	t.Helper()
	report := must(s.Apply(t.Context(), Import(changes)))(t)
	if len(report.Rejected) > 0 {
		t.Fatalf("rejected: %v", report.Rejected)
	}
	return report
}

// all returns a window on the first rows, with the total.
func all() estate.Window {
	w := estate.FirstPage(estate.MaxPage)
	w.Total = true
	return w
}

// idOf returns the id of a noun.
func idOf(noun any) estate.ID {
	switch n := noun.(type) {
	case *estate.Source:
		return n.ID
	case *estate.Borough:
		return n.ID
	case *estate.Partnership:
		return n.ID
	case *estate.Service:
		return n.ID
	case *estate.System:
		return n.ID
	case *estate.Supplier:
		return n.ID
	case *estate.Deployment:
		return n.ID
	case *estate.Framework:
		return n.ID
	case *estate.Contract:
		return n.ID
	case *estate.Notice:
		return n.ID
	case *estate.Evidence:
		return n.ID
	case *estate.Decision:
		return n.ID
	case *estate.Batch:
		return n.ID
	case *estate.VendorShare:
		return n.Vendor.ID
	case *estate.SystemShare:
		return n.System.ID
	}
	panic("a noun without an id")
}

func idsOf[T any](nouns []T) []estate.ID {
	return each(nouns, func(n T) estate.ID { return idOf(n) })
}

func rowsOf[T any](p estate.Page[T]) []T {
	return each(p.Rows, func(r estate.Keyed[T]) T { return r.Row })
}

// samePage compares a whole list, read with all(), and its total.
func samePage[T any](t tb, what string, got estate.Page[T], want []estate.ID) {
	t.Helper()
	same(t, what, idsOf(rowsOf(got)), want, loose)
	if got.Total == nil || *got.Total != len(want) {
		t.Errorf("%s: the total is %v, want %d", what, pointed(got.Total), len(want))
	}
	if got.Rows == nil {
		t.Errorf("%s: the rows are nil, want an empty list", what)
	}
	if got.HasNextPage || got.HasPreviousPage {
		t.Errorf("%s: the whole list has a next page %v, a previous one %v", what, got.HasNextPage, got.HasPreviousPage)
	}
}

// sameLists compares lists by parent. A parent without rows may be absent.
func sameLists[K comparable, T any](t tb, what string, got map[K][]T, want map[K][]estate.ID) {
	t.Helper()
	ids := map[K][]estate.ID{}
	for key, rows := range got {
		if len(rows) > 0 {
			ids[key] = idsOf(rows)
		}
	}
	same(t, what, ids, want)
}

func pointed[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

func sortedKeys[V any](m map[estate.ID]V) []estate.ID { return slices.Sorted(maps.Keys(m)) }

// byID indexes nouns by id.
func byID[T any](nouns []T) map[estate.ID]T {
	m := make(map[estate.ID]T, len(nouns))
	for _, n := range nouns {
		m[idOf(n)] = n
	}
	return m
}
