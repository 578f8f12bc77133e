package sqlite

import (
	"context"

	"boroughgraph/estate"
)

// IntegrationsOf implements estate.Integrations.
func (s *Store) IntegrationsOf(ctx context.Context, systems []estate.ID) (map[estate.ID][]*estate.SystemIntegration, error) {
	found := make(map[estate.ID][]*estate.SystemIntegration, len(systems))
	if len(systems) == 0 {
		return found, nil
	}
	var all []*estate.SystemIntegration
	err := s.read(ctx, ask("integrations_of", parameters{"parents": list(systems)}), func(r row) error {
		i := &estate.SystemIntegration{
			Integration: estate.Integration{System: estate.ID(r.Text("named_id")), What: r.Text("what"), Inferred: r.Flag("inferred")},
			Borough:     estate.ID(r.Text("borough_id")), Deployment: estate.ID(r.Text("deployment_id")), Other: estate.ID(r.Text("other_id")),
		}
		parent := estate.ID(r.Text("parent"))
		found[parent] = append(found[parent], i)
		all = append(all, i)
		return nil
	})
	if err != nil {
		return nil, err
	}
	estate.Gather(all)
	return found, nil
}
