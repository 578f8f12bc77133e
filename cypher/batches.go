package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// BatchesByID implements estate.Batches.
func (s *Store) BatchesByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Batch, error) {
	return byKey(ctx, s, "batches_by_id", ids, batchOf)
}

// Batches implements estate.Batches.
func (s *Store) Batches(ctx context.Context, f estate.BatchFilter, w estate.Window) (estate.Page[*estate.Batch], error) {
	st := ask("batches", parameters{})
	if !f.Since.IsZero() {
		st.on, st.parameters["since"] = []string{"since"}, storedKey(estate.AppliedSince(f.Since))
	}
	return paged(ctx, s, st, w, batchOf)
}

// BatchChangesOf implements estate.Batches.
func (s *Store) BatchChangesOf(ctx context.Context, batches []estate.ID, w estate.Window) (map[estate.ID]estate.Page[*estate.BatchChange], error) {
	return pagedOf(ctx, s, ask("batch_changes_of", parameters{}), batches, w, batchChange)
}

// batchOf returns the batch of a row, with the batch that reverted it.
func batchOf(r row) (*estate.Batch, error) {
	b, err := reading.Facts[estate.Batch](r)
	if err != nil {
		return nil, err
	}
	b.RevertedBy = estate.ID(r.Text("revertedBy"))
	return b, nil
}

func batchChange(r row) (*estate.BatchChange, error) {
	return &estate.BatchChange{
		Subject: estate.ID(r.Text("subject")), Action: estate.Action(r.Text("action")),
		Before: r.Text("before"), After: r.Text("after"),
	}, nil
}
