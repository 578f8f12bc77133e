package storetest

import (
	"fmt"
	"slices"
	"testing"

	"boroughgraph/estate"
)

// checkPaging reads a list in pages of every size from 1 to one more than its length, forwards and
// backwards to both ends. Joined, the pages must be the whole list, as read returns it for all().
func checkPaging[T any](t tb, what string, read func(w estate.Window) estate.Page[T]) {
	t.Helper()
	whole := read(all())
	keys := keysOf(whole)
	if sorted := slices.IsSorted(keys); !sorted || len(slices.Compact(slices.Clone(keys))) != len(keys) {
		t.Errorf("%s: the keys do not rise: %q", what, keys)
	}
	for size := 1; size <= len(keys)+1; size++ {
		for _, backward := range []bool{false, true} {
			got := joined(t, fmt.Sprintf("%s by %d, backward %v", what, size, backward), size, backward, len(keys), read)
			same(t, fmt.Sprintf("%s by %d, backward %v", what, size, backward), got, keys, loose)
		}
	}
	checkBetween(t, what, keys, read)
}

// joined follows the pages from one end to the other.
func joined[T any](t tb, what string, size int, backward bool, n int, read func(w estate.Window) estate.Page[T]) []string {
	t.Helper()
	w := estate.Window{Before: estate.LastKey, Limit: size, Backward: backward, Total: size%2 == 1}
	var got []string
	for step := 0; ; step++ {
		page := read(w)
		if more := page.HasPreviousPage; !backward && more != (step > 0) {
			t.Errorf("%s: page %d reports %v for a previous page", what, step, more)
		}
		if more := page.HasNextPage; backward && more != (step > 0) {
			t.Errorf("%s: page %d reports %v for a next page", what, step, more)
		}
		if (page.Total != nil) != w.Total || page.Total != nil && *page.Total != n {
			t.Errorf("%s: page %d has the total %v of %d, asked for %v", what, step, pointed(page.Total), n, w.Total)
		}
		keys := keysOf(page)
		more := page.HasNextPage
		if backward {
			more = page.HasPreviousPage
			got = append(slices.Clone(keys), got...)
		} else {
			got = append(got, keys...)
		}
		if !more {
			return got
		}
		if len(keys) != size || step > n {
			t.Fatalf("%s: page %d has only %d rows but reports more", what, step, len(keys))
		}
		if backward {
			w.Before = keys[0]
		} else {
			w.After = keys[size-1]
		}
	}
}

// wholeList reads a list in full pages from either end, and compares it and its total with what is
// wanted.
func wholeList[T any, R comparable](t *testing.T, what string, want []R, show func(T) R, read func(w estate.Window) estate.Page[T]) {
	t.Helper()
	for _, backward := range []bool{false, true} {
		var got []R
		w := estate.Window{Before: estate.LastKey, Limit: estate.MaxPage, Backward: backward, Total: true}
		for more := true; more; {
			page := read(w)
			if page.Total == nil || *page.Total != len(want) {
				t.Fatalf("%s: the total is %v, want %d", what, pointed(page.Total), len(want))
			}
			rows, keys := each(rowsOf(page), show), keysOf(page)
			switch {
			case len(keys) == 0:
				more = false
			case backward:
				got, w.Before, more = slices.Concat(rows, got), keys[0], page.HasPreviousPage
			default:
				got, w.After, more = append(got, rows...), keys[len(keys)-1], page.HasNextPage
			}
		}
		same(t, fmt.Sprint(what, ", backward ", backward), got, want, loose)
	}
}

// checkBetween reads windows that are bounded on both sides.
func checkBetween[T any](t tb, what string, keys []string, read func(w estate.Window) estate.Page[T]) {
	t.Helper()
	if len(keys) < 3 {
		return
	}
	first, last := keys[0], keys[len(keys)-1]
	for _, backward := range []bool{false, true} {
		page := read(estate.Window{After: first, Before: last, Limit: estate.MaxPage, Backward: backward})
		same(t, what+" between the first and the last", keysOf(page), keys[1:len(keys)-1])
		page = read(estate.Window{After: last, Before: estate.LastKey, Limit: 2, Backward: backward})
		same(t, what+" after the last", keysOf(page), nil, loose)
		page = read(estate.Window{Before: first, Limit: 2, Backward: backward})
		same(t, what+" before the first", keysOf(page), nil, loose)
	}
}

func keysOf[T any](p estate.Page[T]) []string {
	return each(p.Rows, func(r estate.Keyed[T]) string { return r.Key })
}

func testPaging(t *testing.T, s estate.Store) {
	ctx := t.Context()
	checkPaging(t, "boroughs", func(w estate.Window) estate.Page[*estate.Borough] { return must(s.Boroughs(ctx, nil, w))(t) })
	checkPaging(t, "partnerships", func(w estate.Window) estate.Page[*estate.Partnership] {
		return must(s.Partnerships(ctx, list(camden, lambeth), w))(t)
	})
	checkPaging(t, "services", func(w estate.Window) estate.Page[*estate.Service] {
		return must(s.Services(ctx, estate.ServiceFilter{}, w))(t)
	})
	checkPaging(t, "systems", func(w estate.Window) estate.Page[*estate.System] {
		return must(s.Systems(ctx, estate.SystemFilter{}, w))(t)
	})
	checkPaging(t, "systems in use", func(w estate.Window) estate.Page[*estate.System] {
		return must(s.Systems(ctx, estate.SystemFilter{Boroughs: list(camden, hackney, sutton), Services: list(repairs, ledger)}, w))(t)
	})
	checkPaging(t, "suppliers", func(w estate.Window) estate.Page[*estate.Supplier] {
		return must(s.Suppliers(ctx, estate.SupplierFilter{}, w))(t)
	})
	checkPaging(t, "suppliers with boroughs", func(w estate.Window) estate.Page[*estate.Supplier] {
		return must(s.Suppliers(ctx, estate.SupplierFilter{Boroughs: list(sutton, city)}, w))(t)
	})
	for _, order := range estate.ContractOrders {
		checkPaging(t, "contracts by "+string(order), func(w estate.Window) estate.Page[*estate.Contract] {
			return must(s.Contracts(ctx, estate.ContractFilter{AsOf: today}, order, w))(t)
		})
	}
	checkPaging(t, "contracts filtered", func(w estate.Window) estate.Page[*estate.Contract] {
		f := estate.ContractFilter{Boroughs: list(camden, hackney), Terms: terms(estate.TermInTerm, estate.TermUnknown), AsOf: today}
		return must(s.Contracts(ctx, f, estate.ContractsByEndDateDesc, w))(t)
	})
	checkPaging(t, "frameworks", func(w estate.Window) estate.Page[*estate.Framework] {
		return must(s.Frameworks(ctx, estate.FrameworkFilter{}, w))(t)
	})
	for _, order := range estate.NoticeOrders {
		checkPaging(t, "notices by "+string(order), func(w estate.Window) estate.Page[*estate.Notice] {
			return must(s.Notices(ctx, estate.NoticeFilter{}, order, w))(t)
		})
		checkPaging(t, "notices of a range by "+string(order), func(w estate.Window) estate.Page[*estate.Notice] {
			f := estate.NoticeFilter{Deadline: estate.DayRange{From: "2026-06-30", To: "2027-12-31"}, Published: estate.DayRange{From: "2026-05-20", IncludeUnknown: true}}
			return must(s.Notices(ctx, f, order, w))(t)
		})
	}
	for _, level := range estate.Levels {
		checkPaging(t, "shared suppliers at "+string(level), func(w estate.Window) estate.Page[*estate.VendorShare] {
			return must(s.SharedSuppliers(ctx, shared(level, 1), w))(t)
		})
	}
	checkPaging(t, "shared systems", func(w estate.Window) estate.Page[*estate.SystemShare] {
		return must(s.SharedSystems(ctx, sharedSystems(1), w))(t)
	})
	checkPaging(t, "lost leverage", func(w estate.Window) estate.Page[*estate.LostLeverage] {
		return must(s.LostLeverage(ctx, leverage(), w))(t)
	})
	checkPaging(t, "open opportunities", func(w estate.Window) estate.Page[*estate.OpenOpportunity] {
		return must(s.OpenOpportunities(ctx, open("2026-05-20"), w))(t)
	})
	checkPaging(t, "renewals", func(w estate.Window) estate.Page[*estate.Renewal] {
		return must(s.Renewals(ctx, due("2026-11-23", "2028-11-23"), w))(t)
	})
}

// testPagingPerParent pages several parents in one read, each from its own cursor.
func testPagingPerParent(t *testing.T, s estate.Store) {
	ctx := t.Context()
	for _, parent := range list(camden, acme, alpha, barnet) {
		for _, order := range estate.ContractOrders {
			checkPaging(t, fmt.Sprintf("contracts of %s by %s", parent, order), func(w estate.Window) estate.Page[*estate.Contract] {
				return must(s.ContractsOf(ctx, list(parent, hackney, deta), estate.ContractFilter{AsOf: today}, order, w))(t)[parent]
			})
		}
	}
	checkPaging(t, "filtered contracts of acme", func(w estate.Window) estate.Page[*estate.Contract] {
		f := estate.ContractFilter{Terms: terms(estate.TermInTerm), Services: list(housing), AsOf: today}
		return must(s.ContractsOf(ctx, list(acme, camden), f, estate.ContractsByTitle, w))(t)[acme]
	})
	for _, parent := range list(camden, acme, rm1) {
		for _, order := range estate.NoticeOrders {
			checkPaging(t, fmt.Sprintf("notices of %s by %s", parent, order), func(w estate.Window) estate.Page[*estate.Notice] {
				return must(s.NoticesOf(ctx, list(parent, hackney, k(1)), estate.NoticeFilter{}, order, w))(t)[parent]
			})
		}
	}
	for _, parent := range list(camden, alpha, gamma) {
		checkPaging(t, "deployments of "+string(parent), func(w estate.Window) estate.Page[*estate.Deployment] {
			return must(s.DeploymentsOf(ctx, list(alpha, camden, gamma, barnet), estate.DeploymentFilter{AsOf: today}, w))(t)[parent]
		})
	}
	checkPaging(t, "boroughs of acme", func(w estate.Window) estate.Page[*estate.Borough] {
		return must(s.BoroughsOf(ctx, list(acme, zenith), w))(t)[acme]
	})
	checkPaging(t, "systems made by acme", func(w estate.Window) estate.Page[*estate.System] {
		return must(s.SystemsMadeBy(ctx, list(zenith, acme), today, w))(t)[acme]
	})
}
