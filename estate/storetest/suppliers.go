package storetest

import (
	"testing"

	"boroughgraph/estate"
)

func testSuppliers(t *testing.T, s estate.Store) {
	ctx := t.Context()
	for name, test := range map[string]struct {
		filter estate.SupplierFilter
		want   []estate.ID
	}{
		"all": {estate.SupplierFilter{}, list(acmeOnly, acmeGroup, acme, acmeTwin, aureus, borealis, zenith, deta, unnamed)},
		// In Lambeth k5 and k6 name no supplier, k17 names acme, and k18 acmeTwin.
		"with one borough": {estate.SupplierFilter{Boroughs: list(lambeth)}, list(acme, acmeTwin)},
		// Sutton has k4, k7, k14 and k22, whatever their terms. City has k10, k11 and k23.
		"with two":            {estate.SupplierFilter{Boroughs: list(sutton, city)}, list(acme, acmeTwin, zenith, deta, unnamed)},
		"with one of no deal": {estate.SupplierFilter{Boroughs: list(barnet)}, nil},
		"with none":           {estate.SupplierFilter{Boroughs: list()}, nil},
	} {
		samePage(t, name, must(s.Suppliers(ctx, test.filter, all()))(t), test.want)
	}

	// GB-CFS is local to a notice, so it identifies no supplier, even though two suppliers hold
	// GB-CFS:77.
	got := must(s.SuppliersByIdentifier(ctx, []estate.Identifier{
		{Scheme: "GB-COH", ID: "00000001"},
		{Scheme: "GB-PPON", ID: "PDET-0007"},
		{Scheme: "GB-COH", ID: "00000007"},
		{Scheme: "GB-CFS", ID: "77"},
		{Scheme: "GB-COH", ID: "77"},
		{Scheme: "GB-COH", ID: "00000001"},
		{Scheme: "GB-LAE", ID: "camden"},
	}))(t)
	same(t, "by identifier", got, map[string][]estate.ID{
		"GB-COH:00000001": {acme}, "GB-PPON:PDET-0007": {deta}, "GB-COH:00000007": {deta},
	})
	// Names are folded, and earlier names count. Three suppliers share one.
	same(t, "by name", must(s.SuppliersByName(ctx, []string{"acme", "acme software", "データ", "aureus systems", "Acme", "acm", "", "acme"}))(t), map[string][]estate.ID{
		"acme": {acme, acmeTwin, acmeOnly}, "acme software": {acme}, "aureus systems": {aureus},
	})
	same(t, "by a name in kana", must(s.SuppliersByName(ctx, []string{estate.FoldSupplierName("データ")}))(t), map[string][]estate.ID{estate.Fold("データ"): {deta}})
	same(t, "by no name", must(s.SuppliersByName(ctx, nil))(t), map[string][]estate.ID{}, loose)
	same(t, "by no identifier", must(s.SuppliersByIdentifier(ctx, nil))(t), map[string][]estate.ID{}, loose)
}

func testBoroughsOf(t *testing.T, s estate.Store) {
	pages := must(s.BoroughsOf(t.Context(), list(acme, acmeTwin, unnamed, acmeOnly, zenith, acme), all()))(t)
	for supplier, want := range map[estate.ID][]estate.ID{
		acme:     {camden, hackney, hillingdon, lambeth, sutton}, // k1 k3, k2 k3 k21, k8 k9, k17, k22
		acmeTwin: {city, lambeth},                                // k10 k11, k18
		unnamed:  {sutton},                                       // k14
		zenith:   {camden, city, hackney, hillingdon, sutton},    // k15, k23, k16, k4, k4
		acmeOnly: nil,
	} {
		samePage(t, "of "+string(supplier), pages[supplier], want)
	}
}

// group is a SupplierGroup with ids instead of suppliers. "undated" and "inferred" follow a
// member's id.
type group struct {
	Head     estate.ID
	TopKnown bool
	Members  []string
}

func testGroups(t *testing.T, s estate.Store) {
	alone := func(id estate.ID) group { return group{Head: id, Members: []string{string(id)}} }
	member := func(id estate.ID, flag string) string { return string(id) + flag }
	underZenith := func(members ...string) group { return group{Head: zenith, TopKnown: true, Members: members} }
	underTwin := group{Head: acmeTwin, Members: []string{string(acmeTwin), member(aureus, " undated")}}
	threeOf := underZenith(string(acmeGroup), string(acme), string(zenith))
	fourOf := underZenith(string(acmeGroup), string(acme), member(borealis, " inferred"), string(zenith))
	withTwin := underZenith(string(acmeTwin), member(aureus, " undated"), string(zenith))
	underGroup := group{Head: acmeGroup, Members: []string{string(acmeGroup), string(acme), member(borealis, " inferred")}}
	pair := group{Head: acmeGroup, Members: []string{string(acmeGroup), string(acme)}}

	for day, want := range map[estate.Date]map[estate.ID]group{
		today:        {acme: threeOf, zenith: threeOf, borealis: alone(borealis), aureus: underTwin, acmeTwin: underTwin, deta: alone(deta), acmeOnly: alone(acmeOnly)},
		"2025-06-30": {borealis: fourOf, acmeGroup: fourOf},
		"2025-07-01": {borealis: alone(borealis), acmeGroup: threeOf},
		"2023-03-31": {acme: underGroup, zenith: underZenith(string(zenith))},
		"2021-02-28": {acmeTwin: withTwin, aureus: withTwin, borealis: underGroup},
		"2021-03-01": {acmeTwin: underTwin},
		"2020-06-29": {acmeGroup: pair, borealis: alone(borealis)},
		"2019-07-31": {acme: alone(acme)},
		"2019-08-01": {acme: pair},
		"2014-12-31": {aureus: underTwin, zenith: underZenith(string(zenith))},
	} {
		ask := append(sortedKeys(want), acme, "Supplier:not there")
		groups := must(s.GroupsOf(t.Context(), ask, day))(t)
		if groups["Supplier:not there"] != nil {
			t.Errorf("as of %s: a missing supplier has a group", day)
		}
		for id, g := range want {
			same(t, "group of "+string(id)+" as of "+string(day), grouped(groups[id]), g)
			if groups[id] != nil && groups[id].AsOf != day {
				t.Errorf("group of %s is as of %q, want %s", id, groups[id].AsOf, day)
			}
		}
	}
}

func grouped(g *estate.SupplierGroup) group {
	if g == nil {
		return group{}
	}
	return group{Head: g.Head.ID, TopKnown: g.TopKnown, Members: each(g.Members, func(m *estate.GroupMember) string {
		text := string(m.Supplier.ID)
		if m.Undated {
			text += " undated"
		}
		if m.Inferred {
			text += " inferred"
		}
		return text
	})}
}
