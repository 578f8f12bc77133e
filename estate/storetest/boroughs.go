package storetest

import (
	"testing"

	"boroughgraph/estate"
)

func testBoroughs(t *testing.T, s estate.Store) {
	ctx := t.Context()
	samePage(t, "all", must(s.Boroughs(ctx, nil, all()))(t), list(barnet, camden, city, hackney, hillingdon, lambeth, sutton))
	samePage(t, "some", must(s.Boroughs(ctx, list(sutton, camden, sutton, "Borough:E09000099"), all()))(t), list(camden, sutton))
	samePage(t, "none", must(s.Boroughs(ctx, list(), all()))(t), nil)

	// A partnership stands for all its members, even if it has ended. Ids are in the order of GSS
	// codes.
	keys := []estate.BoroughKey{
		"camden", "E09000012", estate.BoroughKey(sutton), "south-london", "alliance", estate.BoroughKey(sharedDigital),
		"camden", "Camden", "nowhere", "", estate.BoroughKey(acme), estate.BoroughKey(k(1)), "e09000012",
	}
	same(t, "keys", must(s.BoroughsByKey(ctx, keys))(t), map[estate.BoroughKey][]estate.ID{
		"camden":                         {camden},
		"E09000012":                      {hackney},
		estate.BoroughKey(sutton):        {sutton},
		"south-london":                   {lambeth, sutton},
		"alliance":                       {camden, lambeth},
		estate.BoroughKey(sharedDigital): {camden, hackney},
	})
	same(t, "no keys", must(s.BoroughsByKey(ctx, nil))(t), map[estate.BoroughKey][]estate.ID{}, loose)
}

func testPartnerships(t *testing.T, s estate.Store) {
	ctx := t.Context()
	samePage(t, "all", must(s.Partnerships(ctx, nil, all()))(t), list(sharedDigital, alliance, southLondon))
	samePage(t, "with Camden or Hackney", must(s.Partnerships(ctx, list(camden, hackney), all()))(t), list(sharedDigital, alliance))
	samePage(t, "with Barnet", must(s.Partnerships(ctx, list(barnet), all()))(t), nil)
	samePage(t, "of no borough", must(s.Partnerships(ctx, list(), all()))(t), nil)

	bySlug := must(s.PartnershipsBySlug(ctx, []string{"alliance", "south-london", "alliance", "camden", "Alliance"}))(t)
	want := byID(fixturePartnerships())
	same(t, "by slug", bySlug, map[string]*estate.Partnership{"alliance": want[alliance], "south-london": want[southLondon]})

	sameLists(t, "of boroughs", must(s.PartnershipsOf(ctx, list(camden, lambeth, barnet, camden, acme)))(t), map[estate.ID][]estate.ID{
		camden:  {sharedDigital, alliance},
		lambeth: {alliance, southLondon},
	})
}

func testServices(t *testing.T, s estate.Store) {
	ctx := t.Context()
	read := func(f estate.ServiceFilter) estate.Page[*estate.Service] { return must(s.Services(ctx, f, all()))(t) }
	samePage(t, "all", read(estate.ServiceFilter{}), list(education, finance, ledger, payroll, financeSystems, housing, lettings, repairs))
	samePage(t, "areas only", read(estate.ServiceFilter{AreasOnly: new(true)}), list(education, finance, financeSystems, housing))
	samePage(t, "no areas", read(estate.ServiceFilter{AreasOnly: new(false)}), list(ledger, payroll, lettings, repairs))
	samePage(t, "in two areas", read(estate.ServiceFilter{Areas: list(housing, finance)}), list(ledger, payroll, lettings, repairs))
	samePage(t, "in an area without services", read(estate.ServiceFilter{Areas: list(education)}), nil)
	samePage(t, "in a service", read(estate.ServiceFilter{Areas: list(ledger)}), nil)
	samePage(t, "in no area", read(estate.ServiceFilter{Areas: list()}), nil)
	samePage(t, "areas in an area", read(estate.ServiceFilter{Areas: list(housing), AreasOnly: new(true)}), nil)

	sameLists(t, "of areas", must(s.ServicesIn(ctx, list(finance, housing, education, finance, ledger)))(t), map[estate.ID][]estate.ID{
		finance: {ledger, payroll},
		housing: {lettings, repairs},
	})
}
