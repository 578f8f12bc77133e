package sqlite

import (
	"context"

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
	err := s.read(ctx, ask("referring_to", parameters{"quoted": encode(id)}), func(r row) error {
		some := &estate.Changes{}
		kind := estate.Kind(r.Text("kind"))
		if err := some.Add(kind, r.Text("facts")); err != nil {
			return err
		}
		// A text may be equal to the id by chance.
		if len(some.Facts()[0].ReferencesAmong(map[estate.ID]bool{id: true})) == 0 {
			return nil
		}
		return referring.Add(kind, r.Text("facts"))
	})
	if err != nil {
		return nil, err
	}
	return referring, nil
}
