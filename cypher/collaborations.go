package cypher

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
	err := s.stream(ctx, st, func(r row) error {
		group := estate.ID(r.Text("group"))
		for _, c := range listsIn(r, "contracts") {
			allocated, _ := c[2].(bool)
			if err := groups.Contract(group, estate.ID(c.text(0)), c.text(1), allocated); err != nil {
				return err
			}
		}
		for _, d := range listsIn(r, "deployments") {
			if err := groups.Deployment(group, estate.ID(d.text(0)), estate.ID(d.text(1))); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return groups.End()
}

// CollaborationsCoverage implements estate.Collaborations.
func (s *Store) CollaborationsCoverage(ctx context.Context, q estate.CollaborationQuery) (*estate.Coverage, error) {
	st := askCollaborations("collaborations_coverage", q)
	st.parameters["by"] = string(q.By)
	return s.coverage(ctx, st, q.Scope)
}

// askCollaborations returns a statement on the contracts that match the query's filters.
func askCollaborations(name string, q estate.CollaborationQuery) *statement {
	st := askScope(name, q.Scope)
	filter(st, "systems", q.Systems)
	filter(st, "services", q.Services)
	return st
}
