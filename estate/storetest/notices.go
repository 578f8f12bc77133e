package storetest

import (
	"maps"
	"slices"
	"testing"

	"boroughgraph/estate"
)

func testFrameworks(t *testing.T, s estate.Store) {
	for name, test := range map[string]struct {
		filter estate.FrameworkFilter
		want   []estate.ID
	}{
		"all":                       {estate.FrameworkFilter{}, list(gCloud, gCloud2, rm1, rm1Again)},
		"of a borough":              {estate.FrameworkFilter{Boroughs: list(camden)}, list(gCloud, rm1)},
		"of two boroughs":           {estate.FrameworkFilter{Boroughs: list(sutton, camden, barnet)}, list(gCloud, rm1)},
		"of no borough":             {estate.FrameworkFilter{Boroughs: list()}, nil},
		"with a supplier":           {estate.FrameworkFilter{Suppliers: list(acme)}, list(gCloud2, rm1)},
		"with an unknown supplier":  {estate.FrameworkFilter{Suppliers: list(deta)}, nil},
		"of a borough and supplier": {estate.FrameworkFilter{Boroughs: list(sutton), Suppliers: list(acme, zenith)}, list(rm1)},
	} {
		samePage(t, name, must(s.Frameworks(t.Context(), test.filter, all()))(t), test.want)
	}
	got := must(s.FrameworksByCode(t.Context(), []string{"RM1", "RM2", "", "rm1", "RM1"}))(t)
	same(t, "by code", got, map[string][]estate.ID{"RM1": {rm1, rm1Again}})
	same(t, "by no code", must(s.FrameworksByCode(t.Context(), nil))(t), map[string][]estate.ID{}, loose)
	pages := must(s.ContractsOf(t.Context(), list(rm1, gCloud, gCloud2, rm1), estate.ContractFilter{AsOf: today}, estate.ContractsByEndDate, all()))(t)
	samePage(t, "called off from rm1", pages[rm1], ks(15, 1, 3))
	samePage(t, "called off from gCloud", pages[gCloud], ks(2))
	samePage(t, "called off from gCloud2", pages[gCloud2], nil)
}

// noticeOrders lists the fixture's notices in each order. Unknown days come last in both.
var noticeOrders = map[estate.NoticeOrder][]estate.ID{
	estate.NoticesByDeadline:      ns(2, 3, 4, 5, 1, 6, 7, 8),
	estate.NoticesByPublishedDesc: ns(5, 2, 3, 1, 6, 4, 7, 8),
}

func testNoticeOrders(t *testing.T, s estate.Store) {
	for _, order := range estate.NoticeOrders {
		page := must(s.Notices(t.Context(), estate.NoticeFilter{}, order, all()))(t)
		samePage(t, string(order), page, noticeOrders[order])
		for _, row := range page.Rows {
			if want := row.Row.Keys().Key(order); row.Key != want {
				t.Errorf("%s: the key of %s is %q, want %q", order, row.Row.ID, row.Key, want)
			}
		}
	}
}

func stages(ss ...estate.NoticeStage) []estate.NoticeStage {
	return append([]estate.NoticeStage{}, ss...)
}

var noticeFilters = map[string]struct {
	filter estate.NoticeFilter
	want   []estate.ID // by deadline
}{
	"nothing narrows":             {estate.NoticeFilter{}, noticeOrders[estate.NoticesByDeadline]},
	"a borough":                   {estate.NoticeFilter{Boroughs: list(camden)}, ns(2, 4, 1, 6)},
	"two that share one":          {estate.NoticeFilter{Boroughs: list(sutton, camden)}, ns(2, 4, 1, 6)},
	"a borough without any":       {estate.NoticeFilter{Boroughs: list(barnet)}, nil},
	"no borough":                  {estate.NoticeFilter{Boroughs: list()}, nil},
	"a service":                   {estate.NoticeFilter{Services: list(repairs)}, ns(2, 1, 8)},
	"a service area":              {estate.NoticeFilter{Services: list(housing)}, ns(2, 3, 1, 8)},
	"an area and a service":       {estate.NoticeFilter{Services: list(finance, repairs)}, ns(2, 4, 1, 6, 8)},
	"no service":                  {estate.NoticeFilter{Services: list()}, nil},
	"a stage":                     {estate.NoticeFilter{Stages: stages(estate.NoticeTender)}, ns(2, 3, 4)},
	"two stages":                  {estate.NoticeFilter{Stages: stages(estate.NoticePlanning, estate.NoticeAuthority)}, ns(5, 1, 7)},
	"no stage":                    {estate.NoticeFilter{Stages: stages()}, nil},
	"a code":                      {estate.NoticeFilter{CPV: []string{"48000000"}}, ns(2)},
	"a division":                  {estate.NoticeFilter{CPV: []string{"48"}}, ns(2, 3, 4)},
	"a code before its dash":      {estate.NoticeFilter{CPV: []string{"48213000"}}, ns(4)},
	"a code of a lot":             {estate.NoticeFilter{CPV: []string{"7226"}}, ns(2)},
	"two with the same beginning": {estate.NoticeFilter{CPV: []string{"72", "722", "9"}}, ns(2, 8)},
	"a code without matches":      {estate.NoticeFilter{CPV: []string{"49"}}, nil},
	"no code":                     {estate.NoticeFilter{CPV: []string{}}, nil},
	"due between, both days":      {estate.NoticeFilter{Deadline: estate.DayRange{From: "2026-06-30", To: "2026-07-27"}}, ns(2, 3, 4)},
	"due between others":          {estate.NoticeFilter{Deadline: estate.DayRange{From: "2026-07-01", To: "2026-07-26"}}, nil},
	"due from":                    {estate.NoticeFilter{Deadline: estate.DayRange{From: "2026-07-27"}}, ns(3, 4, 5)},
	"due to":                      {estate.NoticeFilter{Deadline: estate.DayRange{To: "2026-06-30"}}, ns(2)},
	"due from or unknown":         {estate.NoticeFilter{Deadline: estate.DayRange{From: "2026-07-28", IncludeUnknown: true}}, ns(5, 1, 6, 7, 8)},
	"due to or unknown":           {estate.NoticeFilter{Deadline: estate.DayRange{To: "2026-06-30", IncludeUnknown: true}}, ns(2, 1, 6, 7, 8)},
	"unknown without bounds":      {estate.NoticeFilter{Deadline: estate.DayRange{IncludeUnknown: true}}, noticeOrders[estate.NoticesByDeadline]},
	"published between":           {estate.NoticeFilter{Published: estate.DayRange{From: "2020-12-31", To: "2026-05-20"}}, ns(2, 3, 1, 6)},
	"published from":              {estate.NoticeFilter{Published: estate.DayRange{From: "2026-05-20"}}, ns(2, 3, 5)},
	"published to":                {estate.NoticeFilter{Published: estate.DayRange{To: "2025-09-11"}}, ns(1, 6)},
	"published to or unknown":     {estate.NoticeFilter{Published: estate.DayRange{To: "2025-09-10", IncludeUnknown: true}}, ns(4, 6, 7, 8)},
	"published within no day":     {estate.NoticeFilter{Published: estate.DayRange{From: "2026-05-21", To: "2026-05-20"}}, nil},
	"both days at once":           {estate.NoticeFilter{Deadline: estate.DayRange{From: "2026-07-01"}, Published: estate.DayRange{From: "2026-06-01"}}, ns(5)},
	"everything at once, once":    {estate.NoticeFilter{Boroughs: list(camden, sutton), Services: list(housing, ledger), Stages: stages(estate.NoticeTender), CPV: []string{"48", "72"}, Deadline: estate.DayRange{To: "2026-12-31"}, Published: estate.DayRange{From: "2026-01-01"}}, ns(2)},
}

func inNoticeOrder(order estate.NoticeOrder, some []estate.ID) []estate.ID {
	return slices.DeleteFunc(slices.Clone(noticeOrders[order]), func(id estate.ID) bool { return !slices.Contains(some, id) })
}

func testNotices(t *testing.T, s estate.Store) {
	for name, test := range noticeFilters {
		for _, order := range estate.NoticeOrders {
			page := must(s.Notices(t.Context(), test.filter, order, all()))(t)
			samePage(t, name+" by "+string(order), page, inNoticeOrder(order, test.want))
		}
	}
	got := must(s.NoticesByOCID(t.Context(), []string{"ocds-fixture-9", "ocds-fixture-1", "", "ocds-fixture-9"}))(t)
	same(t, "by ocid", got, map[string][]estate.ID{"ocds-fixture-9": ns(1, 2)})
	same(t, "by no ocid", must(s.NoticesByOCID(t.Context(), nil))(t), map[string][]estate.ID{}, loose)
}

// testNoticesOf asks for boroughs, suppliers, contracts and frameworks together, with every filter.
func testNoticesOf(t *testing.T, s estate.Store) {
	of := map[estate.ID][]estate.ID{
		camden: ns(2, 4, 1, 6), sutton: ns(2, 4), hackney: ns(3, 8), barnet: nil, acme: ns(2, 6), borealis: ns(6), zenith: nil,
		k(1): ns(2), k(3): ns(6), k(2): nil, rm1: ns(2, 5), gCloud: ns(5), gCloud2: nil,
	}
	parents := append(sortedKeys(of), camden, rm1)
	for i, name := range slices.Sorted(maps.Keys(noticeFilters)) {
		test := noticeFilters[name]
		order := estate.NoticeOrders[i%len(estate.NoticeOrders)]
		pages := must(s.NoticesOf(t.Context(), parents, test.filter, order, all()))(t)
		for parent, ids := range of {
			want := slices.DeleteFunc(slices.Clone(ids), func(id estate.ID) bool { return !slices.Contains(test.want, id) })
			samePage(t, name+" of "+string(parent)+" by "+string(order), pages[parent], inNoticeOrder(order, want))
		}
	}
	// A notice is for a service and may ask for a system, but it is listed under neither.
	for id, page := range must(s.NoticesOf(t.Context(), list("Borough:E09000099", repairs, alpha), estate.NoticeFilter{}, estate.NoticesByDeadline, all()))(t) {
		if len(page.Rows) > 0 {
			t.Errorf("%s has notices", id)
		}
	}
}

// testChangedNotices checks that a notice, a framework and a contract lose the links that they no
// longer state.
func testChangedNotices(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	contract := byID(fixtureContracts())[k(1)]
	contract.CalledOff = gCloud2
	apply(t, s, &estate.Changes{
		Frameworks: []*estate.Framework{{ID: rm1, Name: "Aardvark", Code: "RM9", Boroughs: list(barnet), Suppliers: list(deta)}},
		Notices: []*estate.Notice{{
			ID: n(2), OCID: "ocds-fixture-7", Stage: estate.NoticeAward, Parties: []estate.NoticeParty{{Borough: barnet}}, Suppliers: list(deta),
			Services: list(payroll), TenderDeadline: "2030-01-01", CPV: []string{"33000000"}, Contracts: ks(2), Frameworks: list(gCloud2),
		}},
		Contracts: []*estate.Contract{contract},
	})
	samePage(t, "frameworks", must(s.Frameworks(ctx, estate.FrameworkFilter{}, all()))(t), list(rm1, gCloud, gCloud2, rm1Again))
	samePage(t, "frameworks of its old borough", must(s.Frameworks(ctx, estate.FrameworkFilter{Boroughs: list(sutton, camden)}, all()))(t), list(gCloud))
	samePage(t, "frameworks with its new supplier", must(s.Frameworks(ctx, estate.FrameworkFilter{Suppliers: list(deta)}, all()))(t), list(rm1))
	same(t, "by code", must(s.FrameworksByCode(ctx, []string{"RM1", "RM9"}))(t), map[string][]estate.ID{"RM1": {rm1Again}, "RM9": {rm1}})
	same(t, "by ocid", must(s.NoticesByOCID(ctx, []string{"ocds-fixture-9", "ocds-fixture-7"}))(t), map[string][]estate.ID{"ocds-fixture-9": ns(1), "ocds-fixture-7": ns(2)})
	samePage(t, "by its old code", must(s.Notices(ctx, estate.NoticeFilter{CPV: []string{"98", "722"}}, estate.NoticesByDeadline, all()))(t), nil)
	samePage(t, "by what it has now", must(s.Notices(ctx, estate.NoticeFilter{
		Boroughs: list(barnet), Services: list(payroll), Stages: stages(estate.NoticeAward), CPV: []string{"33"}, Deadline: estate.DayRange{From: "2030-01-01"},
	}, estate.NoticesByDeadline, all()))(t), ns(2))
	notices := must(s.NoticesOf(ctx, list(camden, barnet, acme, deta, k(1), k(2), rm1, gCloud2), estate.NoticeFilter{}, estate.NoticesByDeadline, all()))(t)
	for parent, want := range map[estate.ID][]estate.ID{camden: ns(4, 1, 6), barnet: ns(2), acme: ns(6), deta: ns(2), k(1): nil, k(2): ns(2), rm1: ns(5), gCloud2: ns(2)} {
		samePage(t, "notices of "+string(parent), notices[parent], want)
	}
	called := must(s.ContractsOf(ctx, list(rm1, gCloud2), estate.ContractFilter{AsOf: today}, estate.ContractsByEndDate, all()))(t)
	samePage(t, "called off from the old one", called[rm1], ks(15, 3))
	samePage(t, "called off from the new one", called[gCloud2], ks(1))
}
