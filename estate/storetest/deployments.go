package storetest

import (
	"testing"

	"boroughgraph/estate"
)

func testDeployments(t *testing.T, s estate.Store) {
	parents := list(camden, alpha, barnet, hackney, gamma, lambeth, untitled, camden)
	for name, test := range map[string]struct {
		filter estate.DeploymentFilter
		want   map[estate.ID][]estate.ID
	}{
		"all": {estate.DeploymentFilter{}, map[estate.ID][]estate.ID{
			camden: ds(1, 12, 9), hackney: ds(2, 10), lambeth: ds(5, 4),
			alpha: ds(1, 8, 2, 3), gamma: ds(9, 6),
		}},
		"for a service": {estate.DeploymentFilter{Services: list(repairs)}, map[estate.ID][]estate.ID{
			camden: ds(1, 12), hackney: ds(2), lambeth: ds(5, 4), alpha: ds(1, 2),
		}},
		"for an area": {estate.DeploymentFilter{Services: list(finance)}, map[estate.ID][]estate.ID{
			camden: ds(12, 9), hackney: ds(10), alpha: ds(3), gamma: ds(9, 6),
		}},
		"for no service": {estate.DeploymentFilter{Services: list()}, nil},
		"live": {estate.DeploymentFilter{Statuses: []estate.DeploymentStatus{estate.StatusLive}, AsOf: today}, map[estate.ID][]estate.ID{
			camden: ds(1, 12), hackney: ds(2, 10), lambeth: ds(5), alpha: ds(1, 2),
		}},
		"retired or stale": {estate.DeploymentFilter{Statuses: []estate.DeploymentStatus{estate.StatusRetired, estate.StatusStale}, AsOf: today}, map[estate.ID][]estate.ID{
			camden: ds(9), lambeth: ds(4), alpha: ds(8, 3), gamma: ds(9),
		}},
		"of no status": {estate.DeploymentFilter{Statuses: []estate.DeploymentStatus{}, AsOf: today}, nil},
		"live for lettings": {estate.DeploymentFilter{Services: list(lettings), Statuses: []estate.DeploymentStatus{estate.StatusLive}, AsOf: today}, map[estate.ID][]estate.ID{
			hackney: ds(2), alpha: ds(2),
		}},
	} {
		if test.filter.AsOf == "" {
			test.filter.AsOf = today
		}
		pages := must(s.DeploymentsOf(t.Context(), parents, test.filter, all()))(t)
		for _, parent := range parents {
			samePage(t, name+" of "+string(parent), pages[parent], test.want[parent])
		}
	}
}

// testDeploymentStatuses asks for every system's deployments by status on the days around each
// change.
func testDeploymentStatuses(t *testing.T, s estate.Store) {
	systems := list(alpha, alphaPlus, beta, delta, gamma, omega, rho, untitled)
	for id, spans := range map[estate.ID]string{
		d(1): "| 2020-04-01 LIVE | 2029-01-16 STALE", d(2): "| 2025-06-30 LIVE | 2030-07-01 STALE",
		d(3): "| 2019-03-01 LIVE | 2025-02-02 STALE", d(4): "| 2023-12-31 LIVE | 2026-01-31 RETIRED",
		d(5): "| 2026-01-31 LIVE | 2031-02-01 STALE", d(6): "| 2025-01-10 PLANNED | 2027-04-01 LIVE | 2030-01-11 STALE",
		d(7): "| 2026-02-01 PLANNED | 2031-02-02 STALE", d(8): "STALE | 2000-01-01 STALE",
		d(9): "| 2015-04-01 LIVE | 2018-04-01 RETIRED", d(10): "| 2021-01-01 LIVE | 2200-01-01 LIVE",
		d(11): "| 2024-05-05 LIVE | 2029-05-06 STALE", d(12): "| 2022-11-23 LIVE | 2027-11-24 STALE",
	} {
		for day, want := range edgesOf(spans) {
			var got string
			for _, status := range estate.DeploymentStatuses {
				f := estate.DeploymentFilter{Statuses: []estate.DeploymentStatus{status}, AsOf: day}
				for _, page := range must(s.DeploymentsOf(t.Context(), systems, f, all()))(t) {
					for _, x := range rowsOf(page) {
						if x.ID == id {
							got += string(status)
						}
					}
				}
			}
			if got != want {
				t.Errorf("%s as of %s is %q, want %q", id, day, got, want)
			}
		}
	}
}
