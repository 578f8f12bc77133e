package storetest

import (
	"fmt"
	"testing"

	"boroughgraph/estate"
)

// shared asks about all boroughs as of today.
func shared(level estate.Level, minBoroughs int) estate.SharedSuppliersQuery {
	return estate.SharedSuppliersQuery{Scope: estate.Scope{AsOf: today}, Level: level, MinBoroughs: minBoroughs}
}

// share writes a VendorShare as text: vendor, boroughs, contracts, deployments, annual value and
// how many are known, VAT.
func share(v *estate.VendorShare) string {
	return fmt.Sprintf("%s: %d boroughs, %d contracts, %d deployments, %s of %d, %s",
		v.Vendor.ID, v.BoroughCount, v.ContractCount, v.DeploymentCount, amount(v.AnnualPence), v.KnownCount, v.VAT)
}

// Contracts that count as of today and have a borough, with their sellers and their makers as of
// today:
//
//	k1 camden: acme; acme                    k2 hackney: acme; acme, aureus
//	k3 camden, hackney: acme, borealis; zenith
//	k4 hillingdon, sutton: zenith; zenith    k5 lambeth: withheld; aureus
//	k7 sutton: deta; unknown                 k9 hillingdon: acme; acme
//	k10 city: acmeTwin; acmeTwin             k12 camden: aureus; aureus
//	k15 camden: zenith; zenith               k16 hackney: zenith; acme
//	k17 lambeth: acme; acme, zenith          k18 lambeth: acmeTwin; aureus
//	k19 camden: borealis; unknown            k22 sutton: acme; no system
//	k23 city: zenith; zenith                 k24 camden: deta; unknown
//	k25 hillingdon: unknown; no system
//
// Deployments LIVE as of today: d1 camden, d2 hackney, d11 city: acme; d10 hackney: acmeTwin;
// d12 camden: zenith; d5 lambeth: unknown.
var sharedAnswers = map[string]struct {
	query estate.SharedSuppliersQuery
	want  []string
}{
	// acme: k1 100,000 + k2 120,000 + k9 1,008,600 + k17 120,000. k3 has two suppliers, and k22 has
	// no value.
	"sellers": {shared(estate.LevelLegalEntity, 2), []string{
		"Supplier:acme: 5 boroughs, 6 contracts, 0 deployments, 1348600.00 of 4, MIXED",
		"Supplier:zenith: 5 boroughs, 4 contracts, 0 deployments, 51000.01 of 2, MIXED",
		"Supplier:acme-b: 2 boroughs, 2 contracts, 0 deployments, 142294.24 of 1, EXCLUDED",
		"Supplier:borealis: 2 boroughs, 2 contracts, 0 deployments, nothing of 0, UNKNOWN",
		"Supplier:deta: 2 boroughs, 2 contracts, 0 deployments, 31846.00 of 1, UNKNOWN",
	}},
	"sellers of one borough too": {shared(estate.LevelLegalEntity, 1), []string{
		"Supplier:acme: 5 boroughs, 6 contracts, 0 deployments, 1348600.00 of 4, MIXED",
		"Supplier:zenith: 5 boroughs, 4 contracts, 0 deployments, 51000.01 of 2, MIXED",
		"Supplier:acme-b: 2 boroughs, 2 contracts, 0 deployments, 142294.24 of 1, EXCLUDED",
		"Supplier:borealis: 2 boroughs, 2 contracts, 0 deployments, nothing of 0, UNKNOWN",
		"Supplier:deta: 2 boroughs, 2 contracts, 0 deployments, 31846.00 of 1, UNKNOWN",
		"Supplier:aureus: 1 boroughs, 1 contracts, 0 deployments, 100000.00 of 1, INCLUDED",
	}},
	// zenith: k3 300,000 (it has one maker, though two sellers) + k4 50,000, which two boroughs
	// share and which counts once + k23 1,000.01. k17 has two makers.
	"makers": {shared(estate.LevelMaker, 2), []string{
		"Supplier:zenith: 6 boroughs, 5 contracts, 1 deployments, 351000.01 of 3, MIXED",
		"Supplier:acme: 5 boroughs, 5 contracts, 3 deployments, 1108600.00 of 2, EXCLUDED",
		"Supplier:aureus: 3 boroughs, 4 contracts, 0 deployments, 242294.24 of 2, MIXED",
		"Supplier:acme-b: 2 boroughs, 1 contracts, 1 deployments, nothing of 0, UNKNOWN",
	}},
	// zenith heads acme and acmeGroup: k1 k2 k3 k4 k9 k15 k16 k17 k22 k23. The values are k1
	// 100,000, k2 120,000, k4 50,000, k9 1,008,600, k17 120,000 and k23 1,000.01. k3 is also sold
	// by another group, so its 300,000 are in neither. acmeTwin heads aureus: k2 k5 k10 k12 k18.
	"groups": {shared(estate.LevelGroup, 2), []string{
		"Supplier:zenith: 6 boroughs, 10 contracts, 4 deployments, 1399600.01 of 6, MIXED",
		"Supplier:acme-b: 4 boroughs, 5 contracts, 1 deployments, 242294.24 of 2, MIXED",
		"Supplier:borealis: 2 boroughs, 2 contracts, 0 deployments, nothing of 0, UNKNOWN",
		"Supplier:deta: 2 boroughs, 2 contracts, 0 deployments, 31846.00 of 1, UNKNOWN",
	}},
	"groups of five boroughs": {shared(estate.LevelGroup, 5), []string{
		"Supplier:zenith: 6 boroughs, 10 contracts, 4 deployments, 1399600.01 of 6, MIXED",
	}},
	"groups of seven boroughs": {shared(estate.LevelGroup, 7), nil},
	// As of 1 January 2024 the contracts are k2 hackney, k7 sutton, k8 hillingdon 562,933.33, k14
	// sutton, k15 camden and k16 hackney. The deployments are d1 and d12 camden, d3 hillingdon, d4
	// lambeth and d10 hackney. k1 is not heard of until March.
	"groups of another day": {sharedOn("2024-01-01", estate.LevelGroup, 2), []string{
		"Supplier:zenith: 4 boroughs, 4 contracts, 4 deployments, 682933.33 of 2, MIXED",
	}},
	// As of 1 January 2019 k11 and k21 are not yet STALE. Each has one borough, and they tie on the
	// name, so the id decides.
	"a tie of counts and names": {sharedOn("2019-01-01", estate.LevelLegalEntity, 1), []string{
		"Supplier:acme: 1 boroughs, 1 contracts, 0 deployments, nothing of 0, UNKNOWN",
		"Supplier:acme-b: 1 boroughs, 1 contracts, 0 deployments, nothing of 0, UNKNOWN",
	}},
	"makers in two boroughs": {in(sharedOn("2026-09-30", estate.LevelMaker, 1), lambeth, sutton), []string{
		// The contracts are k4 sutton, and k5 k17 k18 lambeth. d4 is gone, and d6 and d7 are
		// planned.
		"Supplier:zenith: 2 boroughs, 2 contracts, 0 deployments, 50000.00 of 1, EXCLUDED",
		"Supplier:acme: 1 boroughs, 1 contracts, 0 deployments, nothing of 0, UNKNOWN",
		"Supplier:aureus: 1 boroughs, 2 contracts, 0 deployments, 142294.24 of 1, EXCLUDED",
	}},
	// k12 is heard of on 1 October 2026, and k13 never.
	"the day before it is heard of": {in(sharedOn("2026-09-30", estate.LevelLegalEntity, 1), camden), []string{
		"Supplier:acme: 1 boroughs, 2 contracts, 0 deployments, 100000.00 of 1, EXCLUDED",
		"Supplier:borealis: 1 boroughs, 2 contracts, 0 deployments, nothing of 0, UNKNOWN",
		"Supplier:zenith: 1 boroughs, 1 contracts, 0 deployments, nothing of 0, UNKNOWN",
		"Supplier:deta: 1 boroughs, 1 contracts, 0 deployments, nothing of 0, UNKNOWN",
	}},
	"two boroughs": {in(shared(estate.LevelLegalEntity, 2), camden, hackney), []string{
		"Supplier:acme: 2 boroughs, 3 contracts, 0 deployments, 220000.00 of 2, MIXED",
		"Supplier:borealis: 2 boroughs, 2 contracts, 0 deployments, nothing of 0, UNKNOWN",
		"Supplier:zenith: 2 boroughs, 2 contracts, 0 deployments, nothing of 0, UNKNOWN",
	}},
	"a borough without any": {in(shared(estate.LevelGroup, 1), barnet), nil},
	"no borough":            {in(shared(estate.LevelGroup, 1)), nil},
	"contracts that are over": {ofTerms(shared(estate.LevelLegalEntity, 1), estate.TermPastEnd, estate.TermEnded), []string{
		"Supplier:acme: 1 boroughs, 1 contracts, 0 deployments, 562933.33 of 1, EXCLUDED",
		"Supplier:unnamed: 1 boroughs, 1 contracts, 0 deployments, nothing of 0, UNKNOWN",
	}},
	// A query for NOT_STARTED returns k12 and k13, whether or not they count.
	"contracts to come": {ofTerms(shared(estate.LevelLegalEntity, 1), estate.TermNotStarted), []string{
		"Supplier:aureus: 1 boroughs, 1 contracts, 0 deployments, 100000.00 of 1, INCLUDED",
		"Supplier:deta: 1 boroughs, 1 contracts, 0 deployments, nothing of 0, UNKNOWN",
	}},
	"sellers of no term": {ofTerms(shared(estate.LevelLegalEntity, 1)), nil},
	// Terms apply to contracts, so deployments stay.
	"makers of no term": {ofTerms(shared(estate.LevelMaker, 2)), []string{
		"Supplier:acme: 3 boroughs, 0 contracts, 3 deployments, nothing of 0, UNKNOWN",
	}},
}

func sharedOn(day estate.Date, level estate.Level, minBoroughs int) estate.SharedSuppliersQuery {
	q := shared(level, minBoroughs)
	q.AsOf = day
	return q
}

func in(q estate.SharedSuppliersQuery, boroughs ...estate.ID) estate.SharedSuppliersQuery {
	q.Boroughs = list(boroughs...)
	return q
}

func ofTerms(q estate.SharedSuppliersQuery, ts ...estate.Term) estate.SharedSuppliersQuery {
	q.Terms = terms(ts...)
	return q
}

func testSharedSuppliers(t *testing.T, s estate.Store) {
	for name, test := range sharedAnswers {
		page := must(s.SharedSuppliers(t.Context(), test.query, all()))(t)
		same(t, name, each(rowsOf(page), share), test.want, loose)
		if page.Total == nil || *page.Total != len(test.want) {
			t.Errorf("%s: the total is %v, want %d", name, pointed(page.Total), len(test.want))
		}
		for _, row := range page.Rows {
			v := row.Row
			if want := estate.VendorShareKey(v.BoroughCount, estate.TextKey(v.Vendor.Name, v.Vendor.ID)); row.Key != want {
				t.Errorf("%s: the key of %s is %q, want %q", name, v.Vendor.ID, row.Key, want)
			}
			if v.Level != test.query.Level {
				t.Errorf("%s: %s is at level %q", name, v.Vendor.ID, v.Level)
			}
			same(t, name+": what it answers", v.Query, test.query)
		}
	}
}
