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
			Integration: estate.Integration{System: estate.ID(r.text("named_id")), What: r.text("what"), Inferred: r.flag("inferred")},
			Borough:     estate.ID(r.text("borough_id")), Deployment: estate.ID(r.text("deployment_id")), Other: estate.ID(r.text("other_id")),
		}
		parent := estate.ID(r.text("parent"))
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
