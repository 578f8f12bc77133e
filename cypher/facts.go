package cypher

import (
	"context"

	"boroughgraph/estate"
)

// FactsAfter implements estate.StatedFacts.
func (s *Store) FactsAfter(ctx context.Context, kind estate.Kind, after estate.ID, limit int) ([]estate.Fact, error) {
	st := askKind("facts_after", kind)
	st.parameters["after"], st.parameters["limit"] = string(after), limit
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	found := make([]estate.Fact, len(rows))
	for i, r := range rows {
		if found[i], err = storedFact(kind, r); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// FactsOf implements estate.StatedFacts.
func (s *Store) FactsOf(ctx context.Context, kind estate.Kind, ids []estate.ID) (map[estate.ID]estate.Fact, error) {
	found := make(map[estate.ID]estate.Fact, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	st := askKind("facts_of", kind)
	st.parameters["ids"] = texts(ids)
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if found[estate.ID(r.Text("id"))], err = storedFact(kind, r); err != nil {
			return nil, err
		}
	}
	return found, nil
}
