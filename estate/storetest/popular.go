package storetest

import (
	"fmt"
	"testing"

	"boroughgraph/estate"
)

// testPopular asks for contracts of popular nouns and of rare ones. With a popular noun a store
// scans an order's index and does not sort the contracts. The answers must be those of a walk over
// all contracts.
func testPopular(t *testing.T, s estate.Store) {
	const many = 1100 // more than stores read and sort for a page
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
