package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// EvidenceOf implements estate.Store.
func (s *Store) EvidenceOf(ctx context.Context, subjects []estate.ID) (map[estate.ID][]*estate.Evidence, error) {
	return listsOf(ctx, s, ask("evidence_of", parameters{}), subjects, evidence)
}

// evidence returns the evidence of a row, with its source.
func evidence(r row) (*estate.Evidence, error) {
	e, err := reading.Facts[estate.Evidence](r)
	if err != nil {
		return nil, err
	}
	e.Origin, err = reading.Parse[estate.Source](r.Text("origin"))
	return e, err
}

// SourcesByID implements estate.Store.
func (s *Store) SourcesByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Source, error) {
	found := make(map[estate.ID]*estate.Source, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	err := s.read(ctx, ask("sources_by_id", parameters{"keys": list(ids)}), func(r row) (err error) {
		found[estate.ID(r.Text("key"))], err = reading.Facts[estate.Source](r)
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Counts implements estate.Store.
func (s *Store) Counts(ctx context.Context) (map[estate.Kind]int, error) {
	counts := make(map[estate.Kind]int, len(estate.Kinds))
	for _, k := range estate.Kinds {
		counts[k] = 0
	}
	err := s.read(ctx, ask("counts", nil), func(r row) error {
		counts[estate.Kind(r.Text("kind"))] = r.Number("count")
		return nil
	})
	if err != nil {
		return nil, err
	}
	return counts, nil
}
