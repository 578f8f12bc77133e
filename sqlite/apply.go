package sqlite

import (
	"context"
	"iter"
	"slices"

	"boroughgraph/estate"
)

// Apply implements estate.Store. It stores the facts that differ from those held
// and derives anew what they reach, in one transaction.
func (s *Store) Apply(ctx context.Context, changes *estate.Changes) (*estate.Report, error) {
	var report *estate.Report
	err := s.write(ctx, "apply", func(w *writer) (err error) {
		report, err = w.apply(ctx, changes)
		return err
	})
	if err != nil {
		return nil, err
	}
	return report, nil
}

// Rebuild implements estate.Store.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.write(ctx, "rebuild", func(w *writer) error { return w.rebuild(ctx) })
}

func (w *writer) apply(ctx context.Context, changes *estate.Changes) (*estate.Report, error) {
	held, err := w.held(ctx, changes)
	if err != nil {
		return nil, err
	}
	exists := make(map[estate.ID]bool, len(held))
	for id := range held {
		exists[id] = true
	}
	accepted, rejected := changes.Accept(exists)
	report := &estate.Report{
		Created: map[estate.Kind]int{}, Updated: map[estate.Kind]int{}, Unchanged: map[estate.Kind]int{}, Rejected: rejected,
	}
	var rows []any // factRow
	changed := reach{}
	for _, f := range accepted.Facts() {
		digest := f.Digest()
		switch was, ok := held[f.ID]; {
		case !ok:
			report.Created[f.Kind]++
		case was != digest:
			report.Updated[f.Kind]++
		default:
			report.Unchanged[f.Kind]++
			continue
		}
		rows = append(rows, factRow{ID: f.ID, Kind: f.Kind, Digest: digest, Facts: encode(stated(f.Value))})
		changed.add(f.Kind, f.ID)
	}
	// what changed evidence was about until now is read before the evidence is derived anew
	if err := w.reachSubjects(ctx, changed); err != nil {
		return nil, err
	}
	for some := range chunks(rows) {
		if err := w.put(ctx, "facts_put", batch{"rows": some}); err != nil {
			return nil, err
		}
	}
	return report, w.derive(ctx, changed)
}

// held are the digests of the facts that the changes hold or refer to, as far as the store has them.
func (w *writer) held(ctx context.Context, changes *estate.Changes) (map[estate.ID]string, error) {
	ids := changes.References()
	for _, f := range changes.Facts() {
		ids = append(ids, f.ID)
	}
	held := make(map[estate.ID]string, len(ids))
	err := w.query(ctx, "facts_held", parameters{"ids": list(ids)}, func(r row) error {
		held[estate.ID(r.text("id"))] = r.text("digest")
		return nil
	})
	return held, err
}

// factRow is a row of facts_put.
type factRow struct {
	ID     estate.ID   `json:"id"`
	Kind   estate.Kind `json:"kind"`
	Digest string      `json:"digest"`
	Facts  string      `json:"facts"`
}

// stated is a noun without what stores derive and keep beside its facts.
func stated(noun any) any {
	switch n := noun.(type) {
	case *estate.Contract:
		bare := *n
		bare.Reading, bare.Predecessor, bare.Succession = estate.Reading{}, "", ""
		return &bare
	case *estate.Deployment:
		bare := *n
		bare.Reading = estate.Reading{}
		return &bare
	}
	return noun
}

// rebuild derives everything anew.
func (w *writer) rebuild(ctx context.Context) error {
	all := reach{}
	for _, kind := range estate.Kinds {
		err := w.query(ctx, "reach_all", parameters{"kind": string(kind)}, func(r row) error {
			all.add(kind, estate.ID(r.text("id")))
			return nil
		})
		if err != nil {
			return err
		}
	}
	return w.derive(ctx, all)
}

// chunkSize is how many facts are derived, and rows written, by one statement.
const chunkSize = 500

// chunks are successive parts of a slice; none of an empty one.
func chunks[T any](all []T) iter.Seq[[]T] { return slices.Chunk(all, chunkSize) }

// load decodes facts by id, as far as they are held.
func load[T any](ctx context.Context, w *writer, ids []estate.ID) (map[estate.ID]*T, error) {
	found := make(map[estate.ID]*T, len(ids))
	err := w.query(ctx, "facts_of", parameters{"ids": list(ids)}, func(r row) (err error) {
		found[estate.ID(r.text("id"))], err = facts[T](r)
		return err
	})
	return found, err
}
