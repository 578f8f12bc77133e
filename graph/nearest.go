package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"

	"boroughgraph/estate"
)

// The bounds of the search for what an unknown key may have meant.
const (
	maxNear     = 3  // keys that an error names
	maxGuessed  = 3  // unknown keys to guess
	guessLength = 3  // letters at the beginning of an id that must be right
	maxDistance = 30 // the share of a key's letters that may differ, in per cent
)

// boroughsByName returns the boroughs that names of boroughs or partnerships stand for. Names that
// match nothing give one NOT_FOUND error, which suggests the nearest slugs.
func (r *Resolver) boroughsByName(ctx context.Context, names []string) ([]estate.ID, error) {
	boroughs, err := r.store.Boroughs(ctx, nil, estate.FirstPage(estate.MaxPage))
	if err != nil {
		return nil, err
	}
	partnerships, err := r.store.Partnerships(ctx, nil, estate.FirstPage(estate.MaxPage))
	if err != nil {
		return nil, err
	}
	byName, slugs := map[string][]estate.ID{}, []string{}
	for _, p := range partnerships.Rows {
		byName[estate.Fold(p.Row.Name)] = p.Row.Members
		slugs = append(slugs, p.Row.Slug)
	}
	for _, b := range boroughs.Rows { // last, because a borough goes before a partnership of its name
		byName[estate.FoldBoroughName(b.Row.Name)] = []estate.ID{b.Row.ID}
		slugs = append(slugs, b.Row.Slug)
	}
	ids, unknown, near := []estate.ID{}, []string{}, []string{}
	for _, name := range names {
		found, ok := byName[estate.FoldBoroughName(name)]
		if !ok {
			found, ok = byName[estate.Fold(name)]
		}
		if ok {
			ids = append(ids, found...)
			continue
		}
		if unknown = append(unknown, name); len(unknown) <= maxGuessed {
			near = append(near, nearest(name, slugs)...)
		}
	}
	if len(unknown) > 0 {
		return nil, notFound("borough or partnership", unknown, near)
	}
	return ids, nil
}

// nearestIDs returns the known ids of a kind nearest to unknown ones. It looks at things that have
// a word that begins like a word of the unknown id, with one search for each of the first unknown
// ids.
func (r *Resolver) nearestIDs(ctx context.Context, kind estate.Kind, unknown []string) ([]string, error) {
	if !slices.Contains(estate.SearchKinds, kind) {
		return nil, nil
	}
	var near []string
	for _, id := range unknown[:min(maxGuessed, len(unknown))] {
		_, key, _ := strings.Cut(id, ":")
		words := estate.Tokens(key)
		if len(words) == 0 {
			continue
		}
		first := []rune(words[0])
		q, err := estate.NewSearchQuery(string(first[:min(guessLength, len(first))]), []estate.Kind{kind})
		if err != nil {
			continue // a key that cannot be searched for has nothing near it
		}
		page, err := r.store.Search(ctx, q, estate.FirstPage(estate.MaxPage))
		if err != nil {
			return nil, err
		}
		var known []string
		for _, hit := range page.Rows {
			known = append(known, string(hit.Row.Noun))
		}
		near = append(near, nearest(id, known)...)
	}
	return near, nil
}

// nearest returns the known keys nearest to a key by edit distance, at most maxNear of them,
// nearest first. Keys that differ too much are left out.
func nearest(key string, known []string) []string {
	type candidate struct {
		key      string
		distance int
	}
	folded := estate.Fold(key)
	limit := max(2, len(folded)*maxDistance/100)
	var candidates []candidate
	for _, k := range known {
		if d := edlib.OSADamerauLevenshteinDistance(folded, estate.Fold(k)); d <= limit {
			candidates = append(candidates, candidate{k, d})
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.key, b.key))
	})
	var near []string
	for _, c := range candidates[:min(maxNear, len(candidates))] {
		near = append(near, c.key)
	}
	return near
}
