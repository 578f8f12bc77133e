package storetest

import (
	"fmt"
	"testing"

	"boroughgraph/estate"
)

// Coverage counts the boroughs that were asked about, whatever the services. With an empty list of
// services, the answer is empty but is still about those boroughs. Only an empty list of boroughs
// asks about none.
func testCoverageOfServices(t *testing.T, s estate.Store) {
	o := newOracle(Fixture())
	for name, services := range map[string][]estate.ID{
		"all services":           nil,
		"no service":             {},
		"an unknown service":     {"Service:unknown"},
		"an area":                {o.areas[repairs]},
		"an area and a service":  {o.areas[repairs], payroll},
		"a service, given twice": {repairs, repairs},
	} {
		for _, boroughs := range [][]estate.ID{nil, {}, {camden, lambeth}} {
			scope := estate.Scope{AsOf: today, Boroughs: boroughs}
			asked, with := len(o.facts.Boroughs), len(o.facts.Boroughs)-1 // barnet has no contract
			if boroughs != nil {
				asked, with = len(boroughs), len(boroughs)
			}
			for question, c := range coveredBy(t, s, scope, services) {
				what := fmt.Sprintf("%s: %s of %v: ", question, name, boroughs)
				same(t, what+"boroughs", c.Boroughs, asked)
				same(t, what+"boroughs with contracts", c.BoroughsWithAnyContract, with)
				some := asked > 0 && (services == nil || meets(o.withAreas(o.served()), services))
				same(t, what+"some contract", c.Contracts > 0, some)
			}
		}
		open := open(today)
		open.Services = services
		same(t, "open opportunities: "+name, must(s.OpenOpportunitiesCoverage(t.Context(), open))(t).Boroughs, len(o.facts.Boroughs))
	}
}

// served returns the services that contracts of boroughs are for.
func (o *oracle) served() []estate.ID {
	var services []estate.ID
	for _, c := range o.contracts {
		if len(boroughsIn(c)) > 0 {
			services = append(services, c.Services...)
		}
	}
	return services
}

// coveredBy returns the coverage of each question about contracts that takes services.
func coveredBy(t *testing.T, s estate.Store, scope estate.Scope, services []estate.ID) map[string]*estate.Coverage {
	t.Helper()
	systems := estate.SharedSystemsQuery{Scope: scope, Services: services, MinBoroughs: 1}
	due := due("2026-01-01", "2030-12-31")
	due.Scope, due.Services = scope, services
	share := estate.ConcentrationQuery{Scope: scope, Services: services, Level: estate.LevelGroup, By: estate.MeasureCount}
	covered := map[string]*estate.Coverage{
		"shared systems": must(s.SharedSystemsCoverage(t.Context(), systems))(t),
		"renewals":       must(s.RenewalsCoverage(t.Context(), due))(t),
		"concentration":  must(s.Concentration(t.Context(), share))(t).Coverage,
	}
	for _, by := range estate.GroupBys {
		q := together(by, scope.AsOf)
		q.Boroughs, q.Services = scope.Boroughs, services
		covered["joint buying by "+string(by)] = must(s.CollaborationsCoverage(t.Context(), q))(t)
	}
	return covered
}
