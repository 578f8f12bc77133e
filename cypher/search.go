package cypher

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
	counted, err := s.send(ctx, ask("search_words", parameters{"words": q.Words, "limit": estate.SearchFew + 1}))
	if err != nil {
		return estate.Page[*estate.Hit]{}, err
	}
	texts := map[string]int{}
	for _, r := range counted {
		texts[r.text("key")] = r.number("texts")
	}
	rarest, few := q.Rarest(texts)
	if texts[rarest] == 0 {
		return estate.EmptyPage[*estate.Hit](w), nil
	}
	st := ask("search_many", parameters{"words": q.Words, "name": q.Name, "afterNames": storedKey(max(w.After, estate.RankAlias))})
	if few {
		st.name, st.parameters["rarest"] = "search_few", rarest[1:]
	}
	filter(st, "kinds", q.Kinds)
	return paged(ctx, s, st, w, hit)
}

func hit(r row) (*estate.Hit, error) {
	return &estate.Hit{Noun: estate.ID(r.text("id")), Text: r.text("text"), Field: estate.SearchField(r.text("field"))}, nil
}

// putSearch makes the texts by which nouns are found anew.
func (w writing) putSearch(ctx context.Context, facts []estate.Fact) error {
	var ids []string
	var rows []parameters
	for _, f := range facts {
		if slices.Contains(estate.SearchKinds, f.Kind) {
			ids = append(ids, string(f.ID))
		}
		for _, t := range estate.SearchTexts(f.Value) {
			rows = append(rows, parameters{
				"noun": string(t.Noun), "kind": string(t.Kind), "field": string(t.Field),
				"text": t.Text, "words": t.Words, "byKey": storedKey(t.Key),
			})
		}
	}
	if _, err := inChunks(ctx, w, ask("clear_search", parameters{}), "ids", ids); err != nil {
		return err
	}
	_, err := inChunks(ctx, w, ask("put_search", parameters{}), "rows", rows)
	return err
}
