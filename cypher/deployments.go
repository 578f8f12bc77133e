package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// DeploymentsByID implements estate.Deployments.
func (s *Store) DeploymentsByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Deployment, error) {
	return byKey(ctx, s, "deployments_by_id", ids, deploymentOf)
}

// DeploymentsOf implements estate.Deployments.
func (s *Store) DeploymentsOf(ctx context.Context, parents []estate.ID, f estate.DeploymentFilter, w estate.Window) (map[estate.ID]estate.Page[*estate.Deployment], error) {
	st := ask("deployments_of", parameters{"asOf": string(f.AsOf)})
	filter(st, "services", f.Services)
	filter(st, "statuses", f.Statuses)
	return pagedOf(ctx, s, st, parents, w, deploymentOf)
}

// deploymentOf returns the deployment of a row, with its Reading.
func deploymentOf(r row) (*estate.Deployment, error) {
	d, err := reading.Facts[estate.Deployment](r)
	if err != nil {
		return nil, err
	}
	d.Reading = readingOf(r)
	return d, nil
}

// readingOf returns the dates of the first and the last evidence in a row.
func readingOf(r row) estate.Reading {
	return estate.ReadingOf(estate.ReadDate(r.Text("earliest")), estate.ReadDate(r.Text("newest")))
}
