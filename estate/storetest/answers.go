package storetest

import (
	"encoding/json"
	"maps"
	"slices"

	"boroughgraph/estate"
)

// answers asks a store every question about some changes, as of each of some days. The result can
// be compared: two stores, or one store before and after, must give the same answers.
func answers(t tb, s estate.Store, about *estate.Changes, days ...estate.Date) map[string]any {
	t.Helper()
	ctx, got := t.Context(), map[string]any{}
	boroughs, suppliers, systems := idsOf(about.Boroughs), idsOf(about.Suppliers), idsOf(about.Systems)
	contracts, deployments := idsOf(about.Contracts), idsOf(about.Deployments)

	got["counts"] = nonzero(must(s.Counts(ctx))(t))
	got["boroughs"] = text(t, must(s.Boroughs(ctx, nil, all()))(t))
	got["partnerships"] = text(t, must(s.Partnerships(ctx, nil, all()))(t))
	got["services"] = text(t, must(s.Services(ctx, estate.ServiceFilter{}, all()))(t))
	got["systems"] = text(t, must(s.Systems(ctx, estate.SystemFilter{}, all()))(t))
	got["suppliers"] = text(t, must(s.Suppliers(ctx, estate.SupplierFilter{}, all()))(t))
	got["partnerships of"] = lists(t, must(s.PartnershipsOf(ctx, boroughs))(t))
	got["boroughs of"] = pages(t, must(s.BoroughsOf(ctx, suppliers, all()))(t))
	got["evidence of"] = lists(t, must(s.EvidenceOf(ctx, slices.Concat(boroughs, suppliers, systems, contracts, deployments)))(t))
	got["integrations of"] = lists(t, must(s.IntegrationsOf(ctx, systems))(t))
	got["successors of"] = lists(t, must(s.SuccessorsOf(ctx, contracts))(t))
	got["predecessors of"] = lists(t, must(s.PredecessorsOf(ctx, contracts))(t))
	for _, query := range []string{"a", "u 2", "acme ltd", "l", "e09", "ocds"} {
		got["search for "+query] = text(t, must(s.Search(ctx, searchFor(t, query), all()))(t))
	}
	for _, order := range estate.ContractOrders {
		got["contracts by "+string(order)] = text(t, must(s.Contracts(ctx, estate.ContractFilter{AsOf: days[0]}, order, all()))(t))
	}
	frameworks, notices := idsOf(about.Frameworks), idsOf(about.Notices)
	got["frameworks"] = text(t, must(s.Frameworks(ctx, estate.FrameworkFilter{}, all()))(t))
	for _, order := range estate.NoticeOrders {
		got["notices by "+string(order)] = text(t, must(s.Notices(ctx, estate.NoticeFilter{}, order, all()))(t))
	}
	got["notices of"] = pages(t, must(s.NoticesOf(ctx, slices.Concat(boroughs, suppliers, contracts, frameworks), estate.NoticeFilter{}, estate.NoticesByDeadline, all()))(t))
	got["evidence of notices"] = lists(t, must(s.EvidenceOf(ctx, slices.Concat(frameworks, notices)))(t))
	for _, kind := range estate.Kinds {
		got["facts of the kind "+string(kind)] = each(must(s.FactsAfter(ctx, kind, "", 1000))(t), estate.Fact.Text)
	}
	parents := slices.Concat(boroughs, suppliers, systems, frameworks, idsOf(about.Partnerships))
	got["contracts of"] = pages(t, must(s.ContractsOf(ctx, parents, estate.ContractFilter{AsOf: days[0]}, estate.ContractsByTitle, all()))(t))
	for _, by := range estate.ContractProperties {
		got["contracts by "+string(by)] = text(t, must(s.ContractTallies(ctx, estate.ContractFilter{AsOf: days[0]}, by))(t))
	}
	got["deployments of"] = pages(t, must(s.DeploymentsOf(ctx, slices.Concat(boroughs, systems, idsOf(about.Partnerships)), estate.DeploymentFilter{AsOf: days[0]}, all()))(t))
	for _, day := range days {
		maps.Copy(got, answersOn(t, s, about, day))
	}
	return got
}

func answersOn(t tb, s estate.Store, about *estate.Changes, day estate.Date) map[string]any {
	t.Helper()
	ctx, got, as := t.Context(), map[string]any{}, " as of "+string(day)
	suppliers := idsOf(about.Suppliers)
	for _, term := range estate.Terms {
		f := estate.ContractFilter{Terms: terms(term), AsOf: day}
		got["contracts "+string(term)+as] = idsOf(rowsOf(must(s.Contracts(ctx, f, estate.ContractsByEndDate, all()))(t)))
	}
	got["exit points"+as] = lists(t, must(s.ExitPointsOf(ctx, idsOf(about.Contracts), day))(t))
	got["made by"+as] = pages(t, must(s.SystemsMadeBy(ctx, suppliers, day, all()))(t))
	got["systems used"+as] = pages(t, must(s.SystemsUsed(ctx, append(idsOf(about.Boroughs), idsOf(about.Services)...), day, all()))(t))
	got["services used"+as] = pages(t, must(s.ServicesUsed(ctx, idsOf(about.Boroughs), day, all()))(t))
	got["boroughs using"+as] = pages(t, must(s.BoroughsUsing(ctx, idsOf(about.Services), day, all()))(t))
	groups := map[estate.ID]group{}
	for id, g := range must(s.GroupsOf(ctx, suppliers, day))(t) {
		groups[id] = grouped(g)
	}
	got["groups"+as] = groups
	live := estate.DeploymentFilter{Statuses: []estate.DeploymentStatus{estate.StatusLive}, AsOf: day}
	got["live"+as] = pages(t, must(s.DeploymentsOf(ctx, idsOf(about.Boroughs), live, all()))(t))

	for _, level := range estate.Levels {
		q := sharedOn(day, level, 1)
		at := " at " + string(level) + as
		got["shared"+at] = each(rowsOf(must(s.SharedSuppliers(ctx, q, all()))(t)), share)
		got["links"+at] = linksOf(must(s.SharedSupplierLinks(ctx, q, suppliers, 3))(t))
		got["coverage"+at] = coverage(must(s.SharedSuppliersCoverage(ctx, q))(t))
	}
	for _, by := range estate.Measures {
		q := concentrated(estate.LevelGroup, by)
		q.AsOf = day
		got["concentration by "+string(by)+as] = concentration(must(s.Concentration(ctx, q))(t))
		for id, c := range must(s.ConcentrationOf(ctx, idsOf(about.Boroughs), q))(t) {
			got["concentration of "+string(id)+" by "+string(by)+as] = concentration(c)
		}
	}
	for id, b := range must(s.PriceBenchmarks(ctx, append(idsOf(about.Systems), idsOf(about.Services)...), day, nil))(t) {
		got["prices of "+string(id)+as] = benchmark(b)
	}
	for id, e := range must(s.Exposures(ctx, suppliers, day, nil))(t) {
		got["exposure to "+string(id)+as] = exposure(e)
	}
	sharing := systemsOn(day, 1)
	got["shared systems"+as] = each(rowsOf(must(s.SharedSystems(ctx, sharing, all()))(t)), systemShare)
	for id, boroughs := range must(s.SharedSystemLinks(ctx, sharing, idsOf(about.Systems), 3))(t) {
		got["links of "+string(id)+as] = each(boroughs, systemLinks)
	}
	got["shared systems coverage"+as] = coverage(must(s.SharedSystemsCoverage(ctx, sharing))(t))
	for _, by := range estate.GroupBys {
		q := together(by, day)
		got["groups by "+string(by)+as] = collaborationGroups(t, s, q)
		got["coverage by "+string(by)+as] = coverage(must(s.CollaborationsCoverage(ctx, q))(t))
	}
	got["open opportunities"+as] = text(t, must(s.OpenOpportunities(ctx, open(day), all()))(t))
	got["open opportunities coverage"+as] = opportunityCoverage(must(s.OpenOpportunitiesCoverage(ctx, open(day)))(t))
	lost := leverageOn(day)
	got["lost leverage"+as] = text(t, must(s.LostLeverage(ctx, lost, all()))(t))
	got["lost leverage coverage"+as] = coverage(must(s.LostLeverageCoverage(ctx, lost))(t))
	for id, quality := range must(s.DataQuality(ctx, estate.QualityQuery{AsOf: day}, nil))(t) {
		got["quality of "+string(id)+as] = text(t, quality)
	}
	got["contradictions"] = lists(t, must(s.ContradictionsOf(ctx, idsOf(about.Boroughs)))(t))
	got["to ask"+as] = lists(t, must(s.FactsToAsk(ctx, estate.QualityQuery{AsOf: day}, idsOf(about.Boroughs), 4))(t))
	q := asOf(due(day, day.AddMonths(120)), day)
	got["renewals"+as] = each(rowsOf(must(s.Renewals(ctx, q, all()))(t)), renewal)
	spans := must(estate.Periods(q.From, q.To, estate.UnitQuarter))(t)
	got["calendar"+as] = each(must(s.RenewalCalendar(ctx, ofKinds(q, estate.ExitKinds...), spans))(t), period)
	got["renewals coverage"+as] = coverage(must(s.RenewalsCoverage(ctx, q))(t))
	return got
}

// linksOf returns the links of each vendor that has any.
func linksOf(vendors map[estate.ID][]*estate.VendorBorough) map[estate.ID][][]string {
	kept := map[estate.ID][][]string{}
	for id, boroughs := range vendors {
		if len(boroughs) > 0 {
			kept[id] = each(boroughs, links)
		}
	}
	return kept
}

// text returns the JSON of an answer, which keeps null and [] apart.
func text(t tb, answer any) string {
	t.Helper()
	return string(must(json.Marshal(answer))(t))
}

// lists and pages return the answers of the parents that have rows.
func lists[T any](t tb, byParent map[estate.ID][]T) map[estate.ID]string {
	t.Helper()
	kept := map[estate.ID]string{}
	for id, rows := range byParent {
		if len(rows) > 0 {
			kept[id] = text(t, rows)
		}
	}
	return kept
}

func pages[T any](t tb, byParent map[estate.ID]estate.Page[T]) map[estate.ID]string {
	t.Helper()
	kept := map[estate.ID]string{}
	for id, page := range byParent {
		if len(page.Rows) > 0 {
			kept[id] = text(t, page)
		}
	}
	return kept
}
