package cypher

import (
	"context"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// Decisions implements estate.Decisions.
func (s *Store) Decisions(ctx context.Context, w estate.Window) (estate.Page[*estate.Decision], error) {
	return paged(ctx, s, ask("decisions", parameters{}), w, reading.Facts[estate.Decision])
}

// ReferringTo implements estate.Decisions.
func (s *Store) ReferringTo(ctx context.Context, id estate.ID) (*estate.Changes, error) {
	referring := &estate.Changes{}
	if !slices.Contains(estate.Kinds, id.Kind()) {
		return referring, nil
	}
	st := askKind("referring_to", id.Kind())
	st.parameters["id"] = string(id)
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if err := referring.Add(estate.ID(r.Text("by")).Kind(), r.Text("facts")); err != nil {
			return nil, err
		}
	}
	return referring, nil
}
