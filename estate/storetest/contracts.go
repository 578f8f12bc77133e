package storetest

import (
	"maps"
	"slices"
	"testing"

	"boroughgraph/estate"
)

// contractOrders lists the fixture's contracts in each order. Unknown dates and titles come last in
// all of them.
var contractOrders = map[estate.ContractOrder][]estate.ID{
	// Four end on 2027-03-31, two on 2026-12-31 and two on 2028-12-31. The ends of k7 10 11 21 22
	// 24 are unknown.
	estate.ContractsByEndDate:     ks(6, 8, 16, 15, 17, 25, 1, 2, 19, 20, 18, 23, 3, 5, 13, 14, 4, 12, 9, 7, 10, 11, 21, 22, 24),
	estate.ContractsByEndDateDesc: ks(9, 12, 4, 13, 14, 5, 3, 23, 18, 1, 2, 19, 20, 17, 25, 15, 16, 8, 6, 7, 10, 11, 21, 22, 24),
	// The starts of k7 10 11 16 21 22 are unknown. k20's is 2024, so it counts as 1 January.
	estate.ContractsByStartDate:     ks(14, 15, 8, 2, 20, 6, 1, 3, 17, 18, 9, 5, 19, 24, 25, 4, 23, 13, 12, 7, 10, 11, 16, 21, 22),
	estate.ContractsByStartDateDesc: ks(12, 13, 23, 4, 19, 24, 25, 5, 9, 18, 3, 17, 1, 6, 20, 2, 8, 15, 14, 7, 10, 11, 16, 21, 22),
	// alpha ×3 (17, 21, 25), alpha plus, energie ×2, finance, housing, housing repairs ×2, housing
	// repairs system, ledger, ledger 2027, oneills gamma, revenues and benefits, revenues benefits,
	// strasse, untitled, δελτα, ωmega, then U+FA0E before U+10428 by bytes (UTF-16 would swap
	// them), then no title and "!!!".
	estate.ContractsByTitle: ks(17, 21, 25, 15, 3, 4, 22, 20, 1, 19, 2, 5, 12, 18, 8, 9, 23, 14, 13, 16, 7, 10, 6, 11, 24),
}

func testContractOrders(t *testing.T, s estate.Store) {
	for _, order := range estate.ContractOrders {
		page := must(s.Contracts(t.Context(), estate.ContractFilter{AsOf: today}, order, all()))(t)
		samePage(t, string(order), page, contractOrders[order])
		for _, row := range page.Rows {
			if want := estate.KeysOf(row.Row).Key(order); row.Key != want {
				t.Errorf("%s: the key of %s is %q, want %q", order, row.Row.ID, row.Key, want)
			}
		}
	}
}

var contractFilters = map[string]struct {
	filter estate.ContractFilter
	want   []estate.ID // by end date
}{
	"nothing narrows":          {estate.ContractFilter{}, contractOrders[estate.ContractsByEndDate]},
	"one borough":              {estate.ContractFilter{Boroughs: list(camden)}, ks(15, 1, 19, 3, 12, 24)},
	"two boroughs":             {estate.ContractFilter{Boroughs: list(sutton, lambeth)}, ks(6, 17, 18, 5, 14, 4, 7, 22)},
	"two that share one":       {estate.ContractFilter{Boroughs: list(camden, hackney)}, ks(16, 15, 1, 2, 19, 3, 13, 12, 21, 24)},
	"a borough without any":    {estate.ContractFilter{Boroughs: list(barnet)}, nil},
	"a borough not there":      {estate.ContractFilter{Boroughs: list("Borough:E09000099")}, nil},
	"no borough":               {estate.ContractFilter{Boroughs: list()}, nil},
	"a supplier":               {estate.ContractFilter{Suppliers: list(borealis)}, ks(19, 3)},
	"two suppliers, one of k3": {estate.ContractFilter{Suppliers: list(acme, borealis)}, ks(8, 17, 1, 2, 19, 20, 3, 9, 21, 22)},
	"no supplier":              {estate.ContractFilter{Suppliers: list()}, nil},
	"a system":                 {estate.ContractFilter{Systems: list(gamma)}, ks(2, 18, 5, 12)},
	"two systems":              {estate.ContractFilter{Systems: list(alpha, alphaPlus)}, ks(8, 15, 17, 1, 2, 20, 23, 3, 4, 9)},
	"no system":                {estate.ContractFilter{Systems: list()}, nil},
	"a service":                {estate.ContractFilter{Services: list(ledger)}, ks(2, 18, 5, 12)},
	// These are for Repairs or Lettings, or like k6 for the area itself.
	"a service area":              {estate.ContractFilter{Services: list(housing)}, ks(6, 15, 25, 1, 2, 19, 20, 3, 9)},
	"an area and a service":       {estate.ContractFilter{Services: list(finance, repairs)}, ks(15, 1, 2, 19, 20, 18, 3, 5, 13, 4, 12, 7)},
	"an area without any":         {estate.ContractFilter{Services: list(financeSystems)}, nil},
	"no service":                  {estate.ContractFilter{Services: list()}, nil},
	"in term":                     {estate.ContractFilter{Terms: terms(estate.TermInTerm)}, ks(15, 17, 25, 1, 2, 19, 20, 18, 23, 3, 5, 4, 9, 7)},
	"option period":               {estate.ContractFilter{Terms: terms(estate.TermOptionPeriod)}, ks(16)},
	"unknown":                     {estate.ContractFilter{Terms: terms(estate.TermUnknown)}, ks(10, 22, 24)},
	"stale":                       {estate.ContractFilter{Terms: terms(estate.TermStale)}, ks(11, 21)},
	"not started, counted or not": {estate.ContractFilter{Terms: terms(estate.TermNotStarted)}, ks(13, 12)},
	"over":                        {estate.ContractFilter{Terms: terms(estate.TermPastEnd, estate.TermEnded)}, ks(6, 8, 14)},
	"of no term":                  {estate.ContractFilter{Terms: terms()}, nil},
	"ends between, both days":     {estate.ContractFilter{EndFrom: "2027-03-31", EndTo: "2027-12-31"}, ks(1, 2, 19, 20, 18, 23, 3)},
	"ends between or unknown":     {estate.ContractFilter{EndFrom: "2027-03-31", EndTo: "2027-12-31", IncludeUnknown: true}, ks(1, 2, 19, 20, 18, 23, 3, 7, 10, 11, 21, 22, 24)},
	"ends from":                   {estate.ContractFilter{EndFrom: "2030-03-31"}, ks(12, 9)},
	"ends to":                     {estate.ContractFilter{EndTo: "2025-07-31"}, ks(6, 8)},
	"ends to or unknown":          {estate.ContractFilter{EndTo: "2025-07-30", IncludeUnknown: true}, ks(6, 7, 10, 11, 21, 22, 24)},
	"ends within no day":          {estate.ContractFilter{EndFrom: "2027-04-01", EndTo: "2027-03-31"}, nil},
	"unknown without bounds":      {estate.ContractFilter{IncludeUnknown: true}, contractOrders[estate.ContractsByEndDate]},
	"everything at once": {estate.ContractFilter{
		Boroughs: list(camden, hackney), Suppliers: list(acme), Systems: list(alpha, alphaPlus), Services: list(housing),
		Terms: terms(estate.TermInTerm), EndFrom: "2027-03-31", EndTo: "2027-12-30",
	}, ks(1, 2)},
}

func terms(ts ...estate.Term) []estate.Term { return append([]estate.Term{}, ts...) }

// Filters and orders are independent clauses. So testContracts asks each filter in one order,
// mostly the first, and testContractOrders asks every order of all contracts. Asking for every
// combination would take long on a server that plans each one.
func testContracts(t *testing.T, s estate.Store) {
	for i, name := range slices.Sorted(maps.Keys(contractFilters)) {
		test := contractFilters[name]
		test.filter.AsOf = today
		order := orderOf(i)
		page := must(s.Contracts(t.Context(), test.filter, order, all()))(t)
		samePage(t, name+" by "+string(order), page, inOrder(order, test.want))
	}
}

// orderOf returns the order for the i-th filter: by end date, and for every fifth filter another
// one.
func orderOf(i int) estate.ContractOrder {
	if n := len(estate.ContractOrders); i%n == n-1 {
		return estate.ContractOrders[i/n%n]
	}
	return estate.ContractsByEndDate
}

// inOrder sorts some of the fixture's contracts by an order.
func inOrder(order estate.ContractOrder, some []estate.ID) []estate.ID {
	return slices.DeleteFunc(slices.Clone(contractOrders[order]), func(id estate.ID) bool { return !slices.Contains(some, id) })
}

// testContractsOf asks for boroughs, suppliers and systems together, with every filter in the order
// that orderOf returns.
func testContractsOf(t *testing.T, s estate.Store) {
	of := map[estate.ID][]estate.ID{
		camden: ks(15, 1, 19, 3, 12, 24), hackney: ks(16, 2, 3, 13, 21), barnet: nil, lambeth: ks(6, 17, 18, 5),
		acme: ks(8, 17, 1, 2, 20, 3, 9, 21, 22), borealis: ks(19, 3), acmeOnly: nil,
		alpha: ks(8, 17, 1, 2, 20, 9), delta: ks(13, 7, 21, 24), untitled: ks(14),
	}
	parents := append(sortedKeys(of), camden, acme, alpha)
	for i, name := range slices.Sorted(maps.Keys(contractFilters)) {
		test := contractFilters[name]
		test.filter.AsOf = today
		order := orderOf(i + 1)
		pages := must(s.ContractsOf(t.Context(), parents, test.filter, order, all()))(t)
		for parent, ids := range of {
			want := slices.DeleteFunc(slices.Clone(ids), func(id estate.ID) bool { return !slices.Contains(test.want, id) })
			samePage(t, name+" of "+string(parent)+" by "+string(order), pages[parent], inOrder(order, want))
			if under, ok := test.filter.WithParent(list(parent)); ok {
				samePage(t, name+" under "+string(parent)+" by "+string(order), must(s.Contracts(t.Context(), under, order, all()))(t), inOrder(order, want))
			}
		}
	}
	for id, page := range must(s.ContractsOf(t.Context(), list("Borough:E09000099", housing), estate.ContractFilter{AsOf: today}, estate.ContractsByEndDate, all()))(t) {
		if len(page.Rows) > 0 {
			t.Errorf("%s has contracts", id)
		}
	}
}

func testContractsByOCID(t *testing.T, s estate.Store) {
	got := must(s.ContractsByOCID(t.Context(), []string{"ocds-fixture-2", "ocds-fixture-1", "", "ocds-fixture", "ocds-fixture-1"}))(t)
	same(t, "by ocid", got, map[string][]estate.ID{"ocds-fixture-1": ks(1, 3), "ocds-fixture-2": ks(4)})
	same(t, "by no ocid", must(s.ContractsByOCID(t.Context(), nil))(t), map[string][]estate.ID{}, loose)
}

// testTerms asks for contracts by term on the days around each change.
func testTerms(t *testing.T, s estate.Store) {
	asked := map[estate.Date]map[estate.ID]string{}
	for id, spans := range map[estate.ID]string{
		k(1):  "NOT_STARTED | 2024-03-01 NOT_STARTED | 2024-04-01 IN_TERM | 2027-04-01 OPTION_PERIOD | 2029-04-01 PAST_END",
		k(6):  "NOT_STARTED | 2024-02-29 IN_TERM | 2025-02-28 PAST_END",
		k(7):  "NOT_STARTED | 2022-12-23 IN_TERM | 2027-12-24 STALE",
		k(8):  "NOT_STARTED | 2022-08-01 IN_TERM | 2025-08-01 ENDED",
		k(10): "NOT_STARTED | 2025-03-12 UNKNOWN | 2030-03-13 STALE",
		k(14): "NOT_STARTED | 2020-01-01 IN_TERM | 2026-07-01 ENDED",
		k(15): "NOT_STARTED | 2021-11-24 IN_TERM | 2026-11-24 OPTION_PERIOD | 2027-11-24 PAST_END",
		k(16): "NOT_STARTED | 2023-12-31 IN_TERM | 2026-11-23 OPTION_PERIOD | 2028-11-23 PAST_END",
		k(24): "NOT_STARTED | 2026-01-01 UNKNOWN | 2031-02-01 STALE",
		k(13): "NOT_STARTED | 2027-01-01 IN_TERM | 2029-01-01 PAST_END",
	} {
		for day, term := range edgesOf(spans) {
			if asked[day] == nil {
				asked[day] = map[estate.ID]string{}
			}
			asked[day][id] = term
		}
	}
	for day, want := range asked {
		got := map[estate.ID]string{}
		for _, term := range estate.Terms {
			f := estate.ContractFilter{Terms: terms(term), AsOf: day}
			for _, c := range rowsOf(must(s.Contracts(t.Context(), f, estate.ContractsByEndDate, estate.FirstPage(estate.MaxPage)))(t)) {
				got[c.ID] += string(term)
			}
		}
		for id, term := range want {
			if got[id] != term {
				t.Errorf("%s as of %s is %q, want %q", id, day, got[id], term)
			}
		}
	}
}
