package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// BatchesByID implements estate.Batches.
func (s *Store) BatchesByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Batch, error) {
	return byKey(ctx, s, "batches_by_id", ids, batch)
}

// Batches implements estate.Batches.
func (s *Store) Batches(ctx context.Context, f estate.BatchFilter, w estate.Window) (estate.Page[*estate.Batch], error) {
	st := ask("batches", parameters{})
	if !f.Since.IsZero() {
		st.on, st.parameters["since"] = []string{"since"}, estate.AppliedSince(f.Since)
	}
	return paged(ctx, s, st, w, batch)
}

// BatchChangesOf implements estate.Batches.
func (s *Store) BatchChangesOf(ctx context.Context, batches []estate.ID, w estate.Window) (map[estate.ID]estate.Page[*estate.BatchChange], error) {
	return pagedOf(ctx, s, ask("batch_changes_of", parameters{}), batches, w, func(r row) (*estate.BatchChange, error) {
		return &estate.BatchChange{
			Subject: estate.ID(r.Text("subject_id")), Action: estate.Action(r.Text("action")),
			Before: r.Text("before_facts"), After: r.Text("after_facts"),
		}, nil
	})
}

// batch returns the batch of a row, with the batch that reverted it.
func batch(r row) (*estate.Batch, error) {
	b, err := reading.Facts[estate.Batch](r)
	if err != nil {
		return nil, err
	}
	b.RevertedBy = estate.ID(r.Text("reverted_by"))
	return b, nil
}
