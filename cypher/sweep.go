package cypher

import (
	"context"
	"slices"

	"boroughgraph/estate"
)

// hide hides nouns that are removed. sweep deletes them, with all that belongs to them, after the
// batch is written.
func (w writing) hide(ctx context.Context, removed []*change) error {
	ids := map[estate.Kind][]string{}
	for _, c := range removed {
		ids[c.fact.Kind] = append(ids[c.fact.Kind], string(c.fact.ID))
	}
	for kind, some := range ids {
		if _, err := inChunks(ctx, w.send, askKind("hide", kind), "ids", some); err != nil {
			return err
		}
	}
	return nil
}

// expire gives up an open batch if its lease has run out or anyway is true, and reports whether it
// did.
func (s *Store) expire(ctx context.Context, batch estate.ID, anyway bool) (expired bool, err error) {
	err = s.write(ctx, "expire batch", func(ctx context.Context, tx transaction) error {
		w := writing{store: s, tx: tx}
		if _, err := w.lock(ctx); err != nil {
			return err
		}
		rows, err := w.send(ctx, ask("expire_batch", parameters{"batch": string(batch), "anyway": anyway}))
		expired = len(rows) > 0
		return err
	})
	return expired, err
}

// sweep deletes hidden nouns: those of batches that were given up, and those that batches have
// removed. If it fails, for example because two programs sweep at the same time, the next Open
// deletes the rest. No read sees them.
func (s *Store) sweep(ctx context.Context) {
	rows, err := s.read(ctx, "unswept", s.text(ask("unswept", nil)), nil)
	if err != nil {
		return
	}
	for _, r := range rows {
		id := estate.ID(r.Text("id"))
		if r.Flag("lapsed") {
			if expired, err := s.expire(ctx, id, false); err != nil || !expired {
				continue
			}
		}
		if s.sweepBatch(ctx, id, r.Flag("whole")) != nil {
			return
		}
	}
}

func (s *Store) sweepBatch(ctx context.Context, id estate.ID, whole bool) error {
	var statements []*statement
	name := "sweep_drafts"
	if whole {
		name = "sweep_removed"
	}
	// Nouns that refer to others come first, so that no node has many links left.
	for _, kind := range slices.Backward(estate.Kinds) {
		st := askKind(name, kind)
		st.parameters["changes"] = changeKey(id, estate.MakeID(kind, ""))
		statements = append(statements, st)
	}
	if !whole {
		statements = append(statements, ask("sweep_changes", parameters{}))
	}
	statements = append(statements, ask("swept", parameters{}))
	for _, st := range statements {
		st.parameters["batch"] = string(id)
		if err := s.alone(ctx, st.name, s.text(st), st.parameters); err != nil {
			return err
		}
	}
	return nil
}
