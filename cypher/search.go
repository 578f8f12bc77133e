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
		texts[r.Text("key")] = r.Number("texts")
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
	return &estate.Hit{Noun: estate.ID(r.Text("id")), Text: r.Text("text"), Field: estate.SearchField(r.Text("field"))}, nil
}

// clearSearch deletes the search texts of nouns.
func (w writing) clearSearch(ctx context.Context, nouns []noun) error {
	var ids []string
	for _, n := range nouns {
		if slices.Contains(estate.SearchKinds, n.Kind) {
			ids = append(ids, string(n.ID))
		}
	}
	_, err := inChunks(ctx, w.send, ask("clear_search", parameters{}), "ids", ids)
	return err
}

// putSearch creates the search texts of nouns, hidden if the nouns are drafts.
func (w writing) putSearch(ctx context.Context, nouns []noun) error {
	var rows []parameters
	for _, n := range nouns {
		for _, t := range estate.SearchTexts(n.Value) {
			rows = append(rows, parameters{
				"noun": string(t.Noun), "kind": string(t.Kind), "field": string(t.Field),
				"text": t.Text, "words": t.Words, "byKey": storedKey(t.Key),
			})
		}
	}
	st := ask("put_search", parameters{})
	if w.drafts != "" {
		st.on = append(st.on, "draft")
	}
	_, err := inChunks(ctx, w.send, st, "rows", rows)
	return err
}
