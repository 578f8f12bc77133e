package cypher

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
	rows, err := s.send(ctx, ask("integrations_of", parameters{"parents": texts(systems)}))
	if err != nil {
		return nil, err
	}
	all := make([]*estate.SystemIntegration, len(rows))
	for n, r := range rows {
		all[n] = &estate.SystemIntegration{
			Integration: estate.Integration{System: estate.ID(r.text("named")), What: r.text("what"), Inferred: r.flag("inferred")},
			Borough:     estate.ID(r.text("borough")), Deployment: estate.ID(r.text("deployment")), Other: estate.ID(r.text("other")),
		}
		parent := estate.ID(r.text("parent"))
		found[parent] = append(found[parent], all[n])
	}
	estate.Gather(all)
	return found, nil
}
