package sqlite

import (
	"context"

	"boroughgraph/estate"
)

// FactsAfter implements estate.StatedFacts.
func (s *Store) FactsAfter(ctx context.Context, kind estate.Kind, after estate.ID, limit int) ([]estate.Fact, error) {
	found := []estate.Fact{}
	st := ask("facts_after", parameters{"kind": string(kind), "after": string(after), "limit": limit})
	err := s.read(ctx, st, func(r row) error {
		fact, err := estate.ParseFact(kind, r.Text("facts"))
		found = append(found, fact)
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// FactsOf implements estate.StatedFacts.
func (s *Store) FactsOf(ctx context.Context, kind estate.Kind, ids []estate.ID) (map[estate.ID]estate.Fact, error) {
	found := make(map[estate.ID]estate.Fact, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	err := s.read(ctx, ask("facts_of", parameters{"ids": list(ids)}), func(r row) error {
		id := estate.ID(r.Text("id"))
		if id.Kind() != kind {
			return nil
		}
		fact, err := estate.ParseFact(kind, r.Text("facts"))
		found[id] = fact
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}
