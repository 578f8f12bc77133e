package sqlite

import (
	"context"
	"slices"

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
		texts[r.Text("key")] = r.Number("texts")
		return nil
	})
	if err != nil {
		return estate.Page[*estate.Hit]{}, err
	}
	rarest, few := q.Rarest(texts)
	if texts[rarest] == 0 {
		return estate.EmptyPage[*estate.Hit](w), nil
	}
	more := slices.DeleteFunc(slices.Clone(q.Words), func(word string) bool { return word == rarest })
	st := ask("search_many", parameters{"rarest": rarest, "more": list(more), "name": q.Name})
	if few {
		st.query = "search_few"
	}
	filter(st, "kinds", q.Kinds)
	return paged(ctx, s, st, w, hit)
}

func hit(r row) (*estate.Hit, error) {
	return &estate.Hit{Noun: estate.ID(r.Text("id")), Text: r.Text("text"), Field: estate.SearchField(r.Text("field"))}, nil
}
