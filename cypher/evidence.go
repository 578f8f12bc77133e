package cypher

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
	rows, err := s.send(ctx, ask("sources_by_id", parameters{"keys": texts(ids)}))
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if found[estate.ID(r.Text("key"))], err = reading.Facts[estate.Source](r); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// Counts implements estate.Store.
func (s *Store) Counts(ctx context.Context) (map[estate.Kind]int, error) {
	rows, err := s.send(ctx, ask("counts", parameters{}))
	if err != nil {
		return nil, err
	}
	counts := make(map[estate.Kind]int, len(rows))
	for _, r := range rows {
		counts[estate.Kind(r.Text("kind"))] = r.Number("total")
	}
	return counts, nil
}
