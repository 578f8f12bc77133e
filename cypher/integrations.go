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
			Integration: estate.Integration{System: estate.ID(r.Text("named")), What: r.Text("what"), Inferred: r.Flag("inferred")},
			Borough:     estate.ID(r.Text("borough")), Deployment: estate.ID(r.Text("deployment")), Other: estate.ID(r.Text("other")),
		}
		parent := estate.ID(r.Text("parent"))
		found[parent] = append(found[parent], all[n])
	}
	estate.Gather(all)
	return found, nil
}
