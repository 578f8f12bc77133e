package storetest

import (
	"fmt"
	"slices"
	"testing"

	"boroughgraph/estate"
)

// testPopular asks for what so many contracts name that stores go through an order in place of the contracts, beside what few
// name: the answers are those of a walk over all of them.
func testPopular(t *testing.T, s estate.Store) {
	const many = 1100 // more than estate.RenewalsFew, and than stores read for a page
	changes := Fixture()
	changes.Evidence, changes.Deployments = nil, nil
	for n := range many {
		c := &estate.Contract{
			ID: estate.MakeID(estate.KindContract, fmt.Sprint("popular-", n)), Title: fmt.Sprintf("%d of many", (n*7)%many), Stage: estate.StageSigned,
			Parties: of(camden), Suppliers: []estate.ContractSupplier{{Supplier: acme}}, Systems: list(alpha), Services: list(repairs),
			StartDate: "2024-04-01", EndDate: estate.StatedDate(estate.Date("2026-06-01").AddDays((n * 13) % many)),
		}
		if n%40 == 0 {
			c.Parties, c.Suppliers, c.EndDate = of(hackney), []estate.ContractSupplier{{Supplier: zenith}}, ""
		}
		changes.Contracts = append(changes.Contracts, c)
	}
	apply(t, s, changes)
	o := newOracle(changes)
	for what, f := range map[string]estate.ContractFilter{
		"a supplier": {Suppliers: list(acme)}, "a system": {Systems: list(alpha)}, "a service area": {Services: list(housing)},
		"a supplier of few": {Suppliers: list(zenith)}, "a borough": {Boroughs: list(camden)},
		"a system and a borough of few": {Systems: list(alpha), Boroughs: list(hackney)},
		"two suppliers and a term":      {Suppliers: list(acme, zenith), Terms: terms(estate.TermInTerm)},
	} {
		f.AsOf = today
		for _, order := range []estate.ContractOrder{estate.ContractsByEndDate, estate.ContractsByTitle} {
			wholeList(t, fmt.Sprint("contracts of ", what, " by ", order), o.contractsIn(f, order, nil), func(c *estate.Contract) estate.ID { return c.ID },
				func(w estate.Window) estate.Page[*estate.Contract] {
					return must(s.Contracts(t.Context(), f, order, w))(t)
				})
		}
		q := narrowed(dueIn(due("2026-06-01", "2030-01-01"), f.Boroughs...), f.Suppliers, f.Systems, f.Services)
		if f.Boroughs == nil {
			q.Boroughs = nil
		}
		q.Terms = f.Terms
		wholeList(t, "renewals of "+what, o.renewals(q), renewal,
			func(w estate.Window) estate.Page[*estate.Renewal] { return must(s.Renewals(t.Context(), q, w))(t) })
	}
}

// wholeList reads a list in full pages from either end and holds it, and its total, to what is wanted.
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
