package cypher

import (
	"context"

	"boroughgraph/estate"
)

// Rebuild implements estate.Store. It writes every noun again from its facts and derives everything
// again.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.write(ctx, "rebuild", func(ctx context.Context, tx transaction) error {
		w := writing{store: s, tx: tx}
		if _, err := w.lock(ctx); err != nil {
			return err
		}
		all := reach{}
		for _, kind := range estate.Kinds {
			if err := w.putAgain(ctx, kind, all); err != nil {
				return err
			}
		}
		if err := w.derive(ctx, all); err != nil {
			return err
		}
		_, err := w.send(ctx, ask("set_rules", parameters{"rules": estate.RuleVersion}))
		return err
	})
}

// putAgain writes all nouns of a kind again, a chunk at a time, and adds them to touched.
func (w writing) putAgain(ctx context.Context, kind estate.Kind, touched reach) error {
	for after := ""; ; {
		st := askKind("facts_after", kind)
		st.parameters["after"], st.parameters["limit"] = after, chunk
		rows, err := w.send(ctx, st)
		if err != nil || len(rows) == 0 {
			return err
		}
		stored := make([]estate.Fact, len(rows))
		for i, r := range rows {
			if stored[i], err = storedFact(kind, r); err != nil {
				return err
			}
			touched.add(stored[i].ID)
		}
		if err := w.put(ctx, nounsOf(stored)); err != nil {
			return err
		}
		after = rows[len(rows)-1].Text("id")
	}
}

// storedFact returns the noun of a row as a fact.
func storedFact(kind estate.Kind, r row) (estate.Fact, error) {
	return estate.ParseFact(kind, r.Text("facts"))
}
