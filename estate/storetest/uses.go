package storetest

import (
	"slices"
	"testing"

	"boroughgraph/estate"
)

// See sharedSystemAnswers for what counts as of today. k20, to which no borough is a party, covers
// alpha for repairs.
var systemsUsed = map[estate.ID][]estate.ID{
	camden:  list(alpha, beta, alphaPlus, delta, gamma),
	hackney: list(alpha, alphaPlus, gamma, rho, omega),
	sutton:  list(alphaPlus, delta), // k22 says nothing of systems; d6 and d7 are planned
	barnet:  nil,
	repairs: list(alpha, beta, alphaPlus, gamma),
	ledger:  list(alpha, gamma, rho, omega),
	finance: list(alpha, alphaPlus, delta, gamma, rho, omega), // ledger and payroll
}

var servicesUsed = map[estate.ID][]estate.ID{
	camden: list(ledger, payroll, repairs), hackney: list(ledger, lettings, repairs), lambeth: list(ledger, repairs), barnet: nil,
}

var boroughsUsing = map[estate.ID][]estate.ID{
	repairs: list(camden, hackney, lambeth), ledger: list(camden, city, hackney, lambeth),
	housing: list(camden, hackney, hillingdon, lambeth), education: nil,
}

func testUses(t *testing.T, s estate.Store) {
	ctx := t.Context()
	systems := must(s.SystemsUsed(ctx, append(sortedKeys(systemsUsed), camden), today, all()))(t)
	services := must(s.ServicesUsed(ctx, sortedKeys(servicesUsed), today, all()))(t)
	boroughs := must(s.BoroughsUsing(ctx, sortedKeys(boroughsUsing), today, all()))(t)
	for id, want := range systemsUsed {
		samePage(t, "systems of "+string(id), systems[id], want)
	}
	for id, want := range servicesUsed {
		samePage(t, "services of "+string(id), services[id], want)
	}
	for id, want := range boroughsUsing {
		samePage(t, "boroughs of "+string(id), boroughs[id], want)
	}
	oneCohort(t, "systems used", pagesOf(systems), func(x *estate.System) *estate.Cohort { return x.Cohort })
	onePointer(t, "systems used", pagesOf(systems))
	// k6, for the whole area, is in its term, and d4 is still running.
	earlier := must(s.ServicesUsed(ctx, list(lambeth), "2024-12-01", all()))(t)
	samePage(t, "services of another day", earlier[lambeth], list(housing, repairs))

	for _, parent := range list(camden, finance) {
		checkPaging(t, "systems of "+string(parent), func(w estate.Window) estate.Page[*estate.System] {
			return must(s.SystemsUsed(ctx, list(finance, camden, barnet), today, w))(t)[parent]
		})
	}
	checkPaging(t, "services of camden", func(w estate.Window) estate.Page[*estate.Service] {
		return must(s.ServicesUsed(ctx, list(hackney, camden), today, w))(t)[camden]
	})
	checkPaging(t, "boroughs of housing", func(w estate.Window) estate.Page[*estate.Borough] {
		return must(s.BoroughsUsing(ctx, list(ledger, housing), today, w))(t)[housing]
	})
}

// testOfPartnerships checks that a partnership has what its members have, each once.
func testOfPartnerships(t *testing.T, s estate.Store) {
	ctx, f := t.Context(), estate.ContractFilter{AsOf: today}
	contracts := must(s.ContractsOf(ctx, list(sharedDigital, camden, acmeTwin, southLondon), f, estate.ContractsByEndDate, all()))(t)
	samePage(t, "contracts of a partnership", contracts[sharedDigital], ks(16, 15, 1, 2, 19, 3, 13, 12, 21, 24))
	samePage(t, "contracts of a borough beside it", contracts[camden], ks(15, 1, 19, 3, 12, 24))
	samePage(t, "contracts of a supplier beside it", contracts[acmeTwin], ks(18, 10, 11))
	oneCohort(t, "contracts of partnerships", pagesOf(contracts), func(c *estate.Contract) *estate.Cohort { return c.Cohort })
	onePointer(t, "contracts of partnerships", pagesOf(contracts))
	f.Terms, f.Services = terms(estate.TermInTerm), list(repairs)
	checkPaging(t, "filtered contracts of a partnership", func(w estate.Window) estate.Page[*estate.Contract] {
		return must(s.ContractsOf(ctx, list(alliance, sharedDigital), f, estate.ContractsByTitle, w))(t)[sharedDigital]
	})

	deployments := must(s.DeploymentsOf(ctx, list(southLondon, lambeth, alpha), estate.DeploymentFilter{AsOf: today}, all()))(t)
	samePage(t, "deployments of a partnership", deployments[southLondon], ds(5, 4, 6, 7))
	samePage(t, "deployments of a borough beside it", deployments[lambeth], ds(5, 4))
	samePage(t, "deployments of a system beside it", deployments[alpha], ds(1, 8, 2, 3))
	checkPaging(t, "deployments of a partnership", func(w estate.Window) estate.Page[*estate.Deployment] {
		return must(s.DeploymentsOf(ctx, list(southLondon, sharedDigital), estate.DeploymentFilter{AsOf: today}, w))(t)[southLondon]
	})
}

func checkUses(t tb, s estate.Store, o *oracle, day estate.Date) {
	ctx, f := t.Context(), o.facts
	type use struct {
		borough, system estate.ID // the borough or the system may be empty
		services        []estate.ID
	}
	var uses []use
	for _, c := range o.contracts {
		if _, counted := inScope(c, day, nil); counted {
			for _, b := range append(boroughsIn(c), "") {
				for _, y := range append(slices.Clone(c.Systems), "") {
					uses = append(uses, use{b, y, c.Services})
				}
			}
		}
	}
	for _, d := range o.deployed {
		if estate.StatusOn(d, day) == estate.StatusLive {
			uses = append(uses, use{d.Borough, d.System, d.Services})
		}
	}
	found := func(keep func(use) []estate.ID) []estate.ID {
		var ids []estate.ID
		for _, u := range uses {
			ids = append(ids, keep(u)...)
		}
		slices.Sort(ids)
		return slices.DeleteFunc(slices.Compact(ids), func(id estate.ID) bool { return id == "" })
	}
	only := func(ok bool, ids ...estate.ID) []estate.ID {
		if !ok {
			return nil
		}
		return ids
	}
	systems := must(s.SystemsUsed(ctx, append(idsOf(f.Boroughs), idsOf(f.Services)...), day, all()))(t)
	services := must(s.ServicesUsed(ctx, idsOf(f.Boroughs), day, all()))(t)
	boroughs := must(s.BoroughsUsing(ctx, idsOf(f.Services), day, all()))(t)
	for _, id := range idsOf(f.Boroughs) {
		same(t, "systems of "+string(id), sortedIDs(systems[id]), found(func(u use) []estate.ID { return only(u.borough == id, u.system) }), loose)
		same(t, "services of "+string(id), sortedIDs(services[id]), found(func(u use) []estate.ID { return only(u.borough == id, u.services...) }), loose)
	}
	for _, id := range idsOf(f.Services) {
		in := func(u use) bool { return slices.Contains(o.withAreas(u.services), id) }
		same(t, "systems of "+string(id), sortedIDs(systems[id]), found(func(u use) []estate.ID { return only(in(u), u.system) }), loose)
		same(t, "boroughs of "+string(id), sortedIDs(boroughs[id]), found(func(u use) []estate.ID { return only(in(u), u.borough) }), loose)
	}
}

// sortedIDs returns the ids of a page, sorted. Other tests check the order of pages.
func sortedIDs[T any](p estate.Page[T]) []estate.ID {
	ids := idsOf(rowsOf(p))
	slices.Sort(ids)
	return ids
}
