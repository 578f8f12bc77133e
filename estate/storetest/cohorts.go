package storetest

import (
	"testing"

	"boroughgraph/estate"
)

// testCohorts checks that the rows of one read share one Cohort. A row that the read returns twice
// is one pointer.
func testCohorts(t *testing.T, s estate.Store) {
	ctx := t.Context()
	oneCohort(t, "boroughs", rowsOf(must(s.Boroughs(ctx, nil, all()))(t)), func(b *estate.Borough) *estate.Cohort { return b.Cohort })
	oneCohort(t, "services", rowsOf(must(s.Services(ctx, estate.ServiceFilter{}, all()))(t)), func(x *estate.Service) *estate.Cohort { return x.Cohort })
	oneCohort(t, "systems", rowsOf(must(s.Systems(ctx, estate.SystemFilter{}, all()))(t)), func(x *estate.System) *estate.Cohort { return x.Cohort })
	oneCohort(t, "suppliers", rowsOf(must(s.Suppliers(ctx, estate.SupplierFilter{}, all()))(t)), func(x *estate.Supplier) *estate.Cohort { return x.Cohort })
	oneCohort(t, "partnerships", values(must(s.PartnershipsByID(ctx, list(alliance, southLondon)))(t)), func(p *estate.Partnership) *estate.Cohort { return p.Cohort })
	oneCohort(t, "contracts by id", values(must(s.ContractsByID(ctx, ks(1, 2, 3)))(t)), func(c *estate.Contract) *estate.Cohort { return c.Cohort })
	oneCohort(t, "vendors", rowsOf(must(s.SharedSuppliers(ctx, shared(estate.LevelGroup, 1), all()))(t)), func(v *estate.VendorShare) *estate.Cohort { return v.Cohort })

	oneCohort(t, "shared systems", rowsOf(must(s.SharedSystems(ctx, sharedSystems(1), all()))(t)), func(x *estate.SystemShare) *estate.Cohort { return x.Cohort })

	lost := rowsOf(must(s.LostLeverage(ctx, leverage(), all()))(t))
	oneCohort(t, "lost leverage", lost, func(x *estate.LostLeverage) *estate.Cohort { return x.Cohort })
	oneCohort(t, "contracts of lost leverage", each(lost, func(x *estate.LostLeverage) *estate.Contract { return x.Contract }), func(c *estate.Contract) *estate.Cohort { return c.Cohort })

	opportunities := rowsOf(must(s.OpenOpportunities(ctx, open("2026-05-20"), all()))(t))
	oneCohort(t, "open opportunities", opportunities, func(o *estate.OpenOpportunity) *estate.Cohort { return o.Cohort })
	oneCohort(t, "notices of open opportunities", each(opportunities, func(o *estate.OpenOpportunity) *estate.Notice { return o.Notice }), func(n *estate.Notice) *estate.Cohort { return n.Cohort })

	var tallies []*estate.ContractTally
	for _, of := range must(s.ContractTalliesOf(ctx, list(camden, hackney), estate.ContractFilter{AsOf: today}, estate.BySystem))(t) {
		tallies = append(tallies, of...)
	}
	oneCohort(t, "contract tallies of", tallies, func(x *estate.ContractTally) *estate.Cohort { return x.Cohort })

	contracts := must(s.ContractsOf(ctx, list(camden, hackney, acme), estate.ContractFilter{AsOf: today}, estate.ContractsByEndDate, all()))(t)
	oneCohort(t, "contracts of", pagesOf(contracts), func(c *estate.Contract) *estate.Cohort { return c.Cohort })
	onePointer(t, "contracts of", pagesOf(contracts))
	oneCohort(t, "frameworks", rowsOf(must(s.Frameworks(ctx, estate.FrameworkFilter{}, all()))(t)), func(f *estate.Framework) *estate.Cohort { return f.Cohort })
	notices := must(s.NoticesOf(ctx, list(camden, sutton, rm1), estate.NoticeFilter{}, estate.NoticesByDeadline, all()))(t)
	oneCohort(t, "notices of", pagesOf(notices), func(n *estate.Notice) *estate.Cohort { return n.Cohort })
	onePointer(t, "notices of", pagesOf(notices))
	deployments := must(s.DeploymentsOf(ctx, list(camden, alpha), estate.DeploymentFilter{AsOf: today}, all()))(t)
	oneCohort(t, "deployments of", pagesOf(deployments), func(x *estate.Deployment) *estate.Cohort { return x.Cohort })
	onePointer(t, "deployments of", pagesOf(deployments))
	boroughs := must(s.BoroughsOf(ctx, list(acme, zenith), all()))(t)
	oneCohort(t, "boroughs of", pagesOf(boroughs), func(b *estate.Borough) *estate.Cohort { return b.Cohort })
	onePointer(t, "boroughs of", pagesOf(boroughs))

	var exits []*estate.ExitPoint
	for _, xs := range must(s.ExitPointsOf(ctx, ks(1, 2), today))(t) {
		exits = append(exits, xs...)
	}
	oneCohort(t, "exit points of", exits, func(x *estate.ExitPoint) *estate.Cohort { return x.Cohort })
	renewals := rowsOf(must(s.Renewals(ctx, due("2026-11-23", "2028-11-23"), all()))(t))
	oneCohort(t, "renewals", renewals, func(r *estate.Renewal) *estate.Cohort { return r.Cohort })
	oneCohort(t, "exit points of renewals", each(renewals, func(r *estate.Renewal) *estate.ExitPoint { return r.ExitPoint }), func(x *estate.ExitPoint) *estate.Cohort { return x.Cohort })
	oneCohort(t, "hits", rowsOf(must(s.Search(ctx, searchFor(t, "alpha"), all()))(t)), func(h *estate.Hit) *estate.Cohort { return h.Cohort })
	leftOut := must(s.RenewalsCoverage(ctx, due("2026-11-23", "2028-11-23")))(t).ContractsLeftOut
	oneCohort(t, "left out", leftOut, func(l *estate.LeftOut) *estate.Cohort { return l.Cohort })

	var members []*estate.Supplier
	for _, g := range must(s.GroupsOf(ctx, list(acme, zenith, aureus), today))(t) {
		members = append(members, g.Head)
		members = append(members, each(g.Members, func(m *estate.GroupMember) *estate.Supplier { return m.Supplier })...)
	}
	oneCohort(t, "members of groups", members, func(x *estate.Supplier) *estate.Cohort { return x.Cohort })
	onePointer(t, "members of groups", members)
	testLinkCohorts(t, s)
}

func testLinkCohorts(t *testing.T, s estate.Store) {
	var boroughs []*estate.Borough
	var links []*estate.VendorLink
	var deployments []*estate.Deployment
	var systems []*estate.System
	for _, vendor := range must(s.SharedSupplierLinks(t.Context(), shared(estate.LevelGroup, 1), list(zenith, acmeTwin), 100))(t) {
		for _, b := range vendor {
			boroughs = append(boroughs, b.Borough)
			for _, l := range b.Links {
				links = append(links, l)
				systems = append(systems, l.Systems...)
				if l.Deployment != nil {
					deployments = append(deployments, l.Deployment)
				}
			}
		}
	}
	oneCohort(t, "links", links, func(l *estate.VendorLink) *estate.Cohort { return l.Cohort })
	oneCohort(t, "boroughs of links", boroughs, func(b *estate.Borough) *estate.Cohort { return b.Cohort })
	oneCohort(t, "systems of links", systems, func(x *estate.System) *estate.Cohort { return x.Cohort })
	oneCohort(t, "deployments of links", deployments, func(x *estate.Deployment) *estate.Cohort { return x.Cohort })
	onePointer(t, "boroughs of links", boroughs)
	onePointer(t, "systems of links", systems)

	boroughs = nil
	var held []*estate.SystemLink
	for _, system := range must(s.SharedSystemLinks(t.Context(), sharedSystems(1), list(alpha, gamma), 100))(t) {
		for _, b := range system {
			boroughs = append(boroughs, b.Borough)
			held = append(held, b.Links...)
		}
	}
	oneCohort(t, "links of systems", held, func(l *estate.SystemLink) *estate.Cohort { return l.Cohort })
	oneCohort(t, "boroughs of systems", boroughs, func(b *estate.Borough) *estate.Cohort { return b.Cohort })
	onePointer(t, "boroughs of systems", boroughs)
}

func oneCohort[T any](t *testing.T, what string, rows []T, cohort func(T) *estate.Cohort) {
	t.Helper()
	if len(rows) < 2 {
		t.Errorf("%s: %d rows are too few to compare cohorts", what, len(rows))
	}
	for _, row := range rows {
		if c := cohort(row); c == nil || c != cohort(rows[0]) {
			t.Errorf("%s: the rows do not share a cohort", what)
			return
		}
	}
}

func onePointer[T comparable](t *testing.T, what string, rows []T) {
	t.Helper()
	seen := map[estate.ID]T{}
	for _, row := range rows {
		if first, ok := seen[idOf(row)]; ok && first != row {
			t.Errorf("%s: %s has two pointers", what, idOf(row))
		}
		seen[idOf(row)] = row
	}
}

func values[K comparable, V any](m map[K]V) []V {
	var vs []V
	for _, v := range m {
		vs = append(vs, v)
	}
	return vs
}

func pagesOf[K comparable, T any](pages map[K]estate.Page[T]) []T {
	var rows []T
	for _, p := range pages {
		rows = append(rows, rowsOf(p)...)
	}
	return rows
}
