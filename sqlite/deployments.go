package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// DeploymentsByID implements estate.Deployments.
func (s *Store) DeploymentsByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Deployment, error) {
	return byKey(ctx, s, "deployments_by_id", ids, deployment)
}

// DeploymentsOf implements estate.Deployments.
func (s *Store) DeploymentsOf(ctx context.Context, parents []estate.ID, f estate.DeploymentFilter, w estate.Window) (map[estate.ID]estate.Page[*estate.Deployment], error) {
	st := ask("deployments_of", parameters{"as_of": string(f.AsOf)})
	filter(st, "services", f.Services)
	filter(st, "statuses", f.Statuses)
	return pagedOf(ctx, s, st.ofMembers(parents), parents, w, deployment)
}

// deployment returns the deployment of a row, with its Reading.
func deployment(r row) (*estate.Deployment, error) {
	d, err := reading.Facts[estate.Deployment](r)
	if err != nil {
		return nil, err
	}
	d.Reading = readingOf(r)
	return d, nil
}
