package sqlite

import (
	"context"

	"boroughgraph/estate"
)

// Search implements estate.Searches.
func (s *Store) Search(ctx context.Context, q estate.SearchQuery, w estate.Window) (estate.Page[*estate.Hit], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.Hit](w), nil
	}
	texts := map[string]int{}
	words := parameters{"words": list(q.Words), "limit": estate.SearchFew + 1}
	err := s.read(ctx, ask("search_words", words), func(r row) error {
		texts[r.text("key")] = r.number("texts")
		return nil
	})
	if err != nil {
		return estate.Page[*estate.Hit]{}, err
	}
	rarest, few := q.Rarest(texts)
	if texts[rarest] == 0 {
		return estate.EmptyPage[*estate.Hit](w), nil
	}
	st := ask("search_many", parameters{"words": list(q.Words), "name": q.Name})
	if few {
		st.query, st.parameters["rarest"] = "search_few", rarest[1:]
	}
	filter(st, "kinds", q.Kinds)
	return paged(ctx, s, st, w, hit)
}

func hit(r row) (*estate.Hit, error) {
	return &estate.Hit{Noun: estate.ID(r.text("id")), Text: r.text("text"), Field: estate.SearchField(r.text("field"))}, nil
}
