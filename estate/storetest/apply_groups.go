package storetest

import (
	"testing"

	"boroughgraph/estate"
)

// testLateParent checks that a new parent moves all its descendants to a new head, at any depth.
func testLateParent(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	head := func(id estate.ID, day estate.Date) estate.ID {
		t.Helper()
		g := must(s.GroupsOf(ctx, list(id), day))(t)[id]
		if g == nil {
			t.Fatalf("%s has no group", id)
		}
		return g.Head.ID
	}
	same(t, "before", head(acme, today), zenith)

	// deta buys zenith on 1 January 2025. acme and acmeGroup go with it, and so does borealis until
	// it leaves the group in June 2025.
	bought := byID(fixtureSuppliers())[zenith]
	bought.HeadsGroup, bought.Events = false, []estate.SupplierEvent{{Kind: estate.EventAcquired, Other: deta, On: "2025"}}
	apply(t, s, &estate.Changes{Suppliers: []*estate.Supplier{bought}})
	for id, want := range map[estate.ID]string{
		acme: "Supplier:zenith | 2025-01-01 Supplier:deta", acmeGroup: "Supplier:zenith | 2025-01-01 Supplier:deta",
		zenith: "Supplier:zenith | 2025-01-01 Supplier:deta", deta: "Supplier:deta | 2025-01-01 Supplier:deta",
		borealis: "Supplier:zenith | 2025-01-01 Supplier:deta | 2025-07-01 Supplier:borealis",
	} {
		for day, want := range edgesOf(want) {
			if got := head(id, day); string(got) != want {
				t.Errorf("%s is under %s as of %s, want %s", id, got, day, want)
			}
		}
	}
	same(t, "the group", grouped(must(s.GroupsOf(ctx, list(acme), today))(t)[acme]), group{
		Head: deta, Members: []string{string(acmeGroup), string(acme), string(zenith), string(deta)},
	})
	// zenith has ten contracts and deta two, in six boroughs. The prices known are 1,399,600.01 for
	// six of zenith's and 31,846.00 for one of deta's.
	vendors := rowsOf(must(s.SharedSuppliers(ctx, shared(estate.LevelGroup, 2), all()))(t))
	same(t, "vendors", each(vendors, share), []string{
		"Supplier:deta: 6 boroughs, 12 contracts, 4 deployments, 1431446.01 of 7, MIXED",
		"Supplier:acme-b: 4 boroughs, 5 contracts, 1 deployments, 242294.24 of 2, MIXED",
		"Supplier:borealis: 2 boroughs, 2 contracts, 0 deployments, nothing of 0, UNKNOWN",
	})

	// A ring of three stated links ends where it closes: every member's head is the least id.
	ring := byID(fixtureSuppliers())[deta]
	ring.Events = []estate.SupplierEvent{{Kind: estate.EventPartOf, Other: acmeGroup, On: "2025-06-01"}}
	apply(t, s, &estate.Changes{Suppliers: []*estate.Supplier{ring}})
	for _, id := range list(acme, acmeGroup, zenith, deta) {
		same(t, "ring: "+string(id), head(id, today), acmeGroup)
	}
	// Once it is taken back, everything is as it was.
	apply(t, s, &estate.Changes{Suppliers: fixtureSuppliers()})
	testGroups(t, s)
	testSharedSuppliers(t, s)
}

func testRenames(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	order := func(parent estate.ID) []estate.ID {
		t.Helper()
		return idsOf(rowsOf(must(s.DeploymentsOf(ctx, list(parent), estate.DeploymentFilter{AsOf: today}, all()))(t)[parent]))
	}
	same(t, "Camden before", order(camden), ds(1, 12, 9)) // Alpha, Alpha Plus, Gamma
	system := byID(fixtureSystems())[alpha]
	system.Name = "Hermes"
	sameReport(t, "system", apply(t, s, &estate.Changes{Systems: []*estate.System{system}}), nil, map[estate.Kind]int{estate.KindSystem: 1}, nil)
	same(t, "Camden after", order(camden), ds(12, 9, 1))
	samePage(t, "systems", must(s.Systems(ctx, estate.SystemFilter{}, all()))(t), list(beta, alphaPlus, delta, gamma, alpha, rho, omega, untitled))
	samePage(t, "made by acme", must(s.SystemsMadeBy(ctx, list(acme), today, all()))(t)[acme], list(alpha, omega))

	same(t, "Alpha before", order(alpha), ds(1, 8, 2, 3)) // Camden, City of London, Hackney, Hillingdon
	borough := byID(fixtureBoroughs())[camden]
	borough.Name = "The Camden"
	apply(t, s, &estate.Changes{Boroughs: []*estate.Borough{borough}})
	same(t, "Alpha after", order(alpha), ds(8, 2, 3, 1))
	samePage(t, "boroughs", must(s.Boroughs(ctx, nil, all()))(t), list(barnet, city, hackney, hillingdon, lambeth, sutton, camden))
	samePage(t, "boroughs of zenith", must(s.BoroughsOf(ctx, list(zenith), all()))(t)[zenith], list(city, hackney, hillingdon, sutton, camden))

	supplier := byID(fixtureSuppliers())[zenith]
	supplier.Name = "Able"
	apply(t, s, &estate.Changes{Suppliers: []*estate.Supplier{supplier}})
	vendors := rowsOf(must(s.SharedSuppliers(ctx, shared(estate.LevelLegalEntity, 5), all()))(t))
	same(t, "vendors", each(vendors, func(v *estate.VendorShare) string { return v.Vendor.Name }), []string{"Able", "Acme Ltd"})
	camdens := must(s.SharedSupplierLinks(ctx, in(shared(estate.LevelLegalEntity, 1), camden), list(zenith), 9))(t)[zenith]
	same(t, "links", each(camdens, func(b *estate.VendorBorough) string { return b.Borough.Name + " " + b.Links[0].MemberName }), []string{"The Camden Able"})

	partnership := byID(fixturePartnerships())[sharedDigital]
	partnership.Name, partnership.Slug, partnership.Members = "Zed", "zed", list(barnet)
	apply(t, s, &estate.Changes{Partnerships: []*estate.Partnership{partnership}})
	samePage(t, "partnerships", must(s.Partnerships(ctx, nil, all()))(t), list(alliance, southLondon, sharedDigital))
	same(t, "keys", must(s.BoroughsByKey(ctx, []estate.BoroughKey{"zed", "shared-digital"}))(t), map[estate.BoroughKey][]estate.ID{"zed": {barnet}})
}

func testRenamedArea(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	area := byID(fixtureServices())[housing]
	area.Name = "Accommodation"
	apply(t, s, &estate.Changes{Services: []*estate.Service{area}})
	samePage(t, "renamed", must(s.Services(ctx, estate.ServiceFilter{}, all()))(t), list(housing, lettings, repairs, education, finance, ledger, payroll, financeSystems))

	moved := byID(fixtureServices())[lettings]
	moved.Area = finance
	apply(t, s, &estate.Changes{Services: []*estate.Service{moved}})
	samePage(t, "moved", must(s.Services(ctx, estate.ServiceFilter{}, all()))(t), list(housing, repairs, education, finance, ledger, lettings, payroll, financeSystems))
	// k9 and k25 are for lettings, and k6 is for the area itself.
	f := estate.ContractFilter{Services: list(housing), AsOf: today}
	samePage(t, "contracts in the area", must(s.Contracts(ctx, f, estate.ContractsByEndDate, all()))(t), ks(6, 15, 1, 2, 19, 20, 3))
}
