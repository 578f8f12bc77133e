package sqlite

import (
	"context"
	"strings"

	"boroughgraph/estate"
)

// CollaborationGroups implements estate.Collaborations.
func (s *Store) CollaborationGroups(ctx context.Context, q estate.CollaborationQuery, take func(*estate.CollaborationGroup) error) error {
	if q.IsNone() {
		return nil
	}
	st := askCollaborations("collaboration_groups_by_"+strings.ToLower(string(q.By)), q)
	filter(st, "groups", q.Groups)
	groups := estate.ReadGroups(q, take)
	err := s.read(ctx, st, func(r row) error {
		group := estate.ID(r.Text("group_id"))
		if contract := r.Text("contract_id"); contract != "" {
			return groups.Contract(group, estate.ID(contract), r.Text("offer"), r.Flag("allocated"))
		}
		return groups.Deployment(group, estate.ID(r.Text("deployment_id")), estate.ID(r.Text("borough_id")))
	})
	if err != nil {
		return err
	}
	return groups.End()
}

// CollaborationsCoverage implements estate.Collaborations.
func (s *Store) CollaborationsCoverage(ctx context.Context, q estate.CollaborationQuery) (*estate.Coverage, error) {
	if q.IsNone() {
		return estate.NewCoverage(), nil
	}
	st := askCollaborations("collaborations_coverage", q)
	st.parameters["by"], st.parameters["asked"], st.parameters["terms"] = string(q.By), listOrNull(q.Boroughs), listOrNull(q.Terms)
	return s.coverage(ctx, st)
}

// askCollaborations returns a statement on the contracts that match the query's filters.
func askCollaborations(query string, q estate.CollaborationQuery) *statement {
	st := ask(query, parameters{"as_of": string(q.AsOf)})
	filter(st, "boroughs", q.Boroughs)
	filter(st, "systems", q.Systems)
	filter(st, "services", q.Services)
	return st
}
