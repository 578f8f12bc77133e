package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"boroughgraph/estate"
)

// The shapes of a read: nouns by key, ids by key, lists of a parent, pages, pages
// of a parent. Each sends one statement, pages one more for a total, and each
// gathers its rows into one cohort. Statements name their columns alike: id, facts,
// key, parent.

// row is one row of an answer by column.
type row map[string]any

// text is a column's text; "" where it is null.
func (r row) text(column string) string {
	t, _ := r[column].(string)
	return t
}

// number is a column's whole number; 0 where it is null.
func (r row) number(column string) int {
	n, _ := r[column].(int64)
	return int(n)
}

// pence is a column's amount; nil where it is null.
func (r row) pence(column string) *int64 {
	if n, ok := r[column].(int64); ok {
		return &n
	}
	return nil
}

// flag is whether a column is 1.
func (r row) flag(column string) bool { return r.number(column) == 1 }

// reading is the range of evidence dates in a row.
func (r row) reading() estate.Reading {
	return estate.Reading{Earliest: estate.Date(r.text("earliest_reading")), Newest: estate.Date(r.text("newest_reading"))}
}

// decoder makes a noun from a row.
type decoder[R any] func(row) (R, error)

// facts decodes the canonical JSON text of a noun.
func facts[T any](r row) (*T, error) { return decode[T](r.text("facts")) }

func decode[T any](text string) (*T, error) {
	noun := new(T)
	if err := json.Unmarshal([]byte(text), noun); err != nil {
		return nil, internal(fmt.Errorf("stored facts: %w", err))
	}
	return noun, nil
}

// once makes each noun of a read once, however many rows it comes in.
type once[R estate.Member] struct {
	decode decoder[R]
	byID   map[string]R
	all    []R
}

func onceEach[R estate.Member](decode decoder[R]) *once[R] {
	return &once[R]{decode: decode, byID: map[string]R{}}
}

func (o *once[R]) noun(r row) (R, error) {
	id := r.text("id")
	if noun, ok := o.byID[id]; ok {
		return noun, nil
	}
	noun, err := o.decode(r)
	if err != nil {
		return noun, err
	}
	o.byID[id] = noun
	o.all = append(o.all, noun)
	return noun, nil
}

// byKey reads nouns by the keys in parameter keys, each under its column key.
func byKey[K ~string, R estate.Member](ctx context.Context, s *Store, query string, keys []K, decode decoder[R]) (map[K]R, error) {
	found := make(map[K]R, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	nouns := onceEach(decode)
	err := s.read(ctx, ask(query, parameters{"keys": list(keys)}), func(r row) (err error) {
		found[K(r.text("key"))], err = nouns.noun(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	estate.Gather(nouns.all)
	return found, nil
}

// idsByKey reads lists of ids by the keys in parameter keys.
func idsByKey[K ~string](ctx context.Context, s *Store, query string, keys []K) (map[K][]estate.ID, error) {
	found := make(map[K][]estate.ID, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	err := s.read(ctx, ask(query, parameters{"keys": list(keys)}), func(r row) error {
		key := K(r.text("key"))
		if id := r.text("id"); id != "" {
			found[key] = append(found[key], estate.ID(id))
		} else if found[key] == nil {
			found[key] = []estate.ID{} // it names something, which has none
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// listsOf reads the whole list of each parent, in the statement's order.
func listsOf[R estate.Member](ctx context.Context, s *Store, st *statement, parents []estate.ID, decode decoder[R]) (map[estate.ID][]R, error) {
	lists := make(map[estate.ID][]R, len(parents))
	if len(parents) == 0 {
		return lists, nil
	}
	st.parameters["parents"] = list(parents)
	nouns := onceEach(decode)
	err := s.read(ctx, st, func(r row) error {
		noun, err := nouns.noun(r)
		parent := estate.ID(r.text("parent"))
		lists[parent] = append(lists[parent], noun)
		return err
	})
	if err != nil {
		return nil, err
	}
	estate.Gather(nouns.all)
	return lists, nil
}

// paged reads a page of a list.
func paged[R estate.Member](ctx context.Context, s *Store, st *statement, w estate.Window, decode decoder[R]) (estate.Page[R], error) {
	var keyed []estate.Keyed[R]
	var nouns []R
	err := s.read(ctx, st.within(w), func(r row) error {
		if len(keyed) == w.Limit { // the row that only tells of more stays out of the cohort
			keyed = append(keyed, estate.Keyed[R]{})
			return nil
		}
		noun, err := decode(r)
		nouns = append(nouns, noun)
		keyed = append(keyed, estate.Keyed[R]{Row: noun, Key: r.text("key")})
		return err
	})
	if err != nil {
		return estate.Page[R]{}, err
	}
	var total *int
	if w.Total {
		total = new(0)
		err := s.read(ctx, st.total(), func(r row) error {
			*total = r.number("total")
			return nil
		})
		if err != nil {
			return estate.Page[R]{}, err
		}
	}
	estate.Gather(nouns)
	return estate.PageOf(w, keyed, total), nil
}

// pagedOf reads a page for each parent. A parent without rows has an empty page.
func pagedOf[R estate.Member](ctx context.Context, s *Store, st *statement, parents []estate.ID, w estate.Window, decode decoder[R]) (map[estate.ID]estate.Page[R], error) {
	pages := make(map[estate.ID]estate.Page[R], len(parents))
	if len(parents) == 0 {
		return pages, nil
	}
	st.parameters["parents"] = list(parents)
	nouns := onceEach(decode)
	keyed := make(map[estate.ID][]estate.Keyed[R], len(parents))
	err := s.read(ctx, st.within(w), func(r row) error {
		parent := estate.ID(r.text("parent"))
		if len(keyed[parent]) == w.Limit {
			keyed[parent] = append(keyed[parent], estate.Keyed[R]{})
			return nil
		}
		noun, err := nouns.noun(r)
		keyed[parent] = append(keyed[parent], estate.Keyed[R]{Row: noun, Key: r.text("key")})
		return err
	})
	if err != nil {
		return nil, err
	}
	totals, err := s.totalsOf(ctx, st, w)
	if err != nil {
		return nil, err
	}
	estate.Gather(nouns.all)
	for _, parent := range parents {
		var total *int
		if w.Total {
			total = new(totals[parent])
		}
		if _, twice := pages[parent]; !twice {
			pages[parent] = estate.PageOf(w, keyed[parent], total)
		}
	}
	return pages, nil
}

// totalsOf counts the whole list of each parent, if the window asks; a parent without rows is 0.
func (s *Store) totalsOf(ctx context.Context, st *statement, w estate.Window) (map[estate.ID]int, error) {
	totals := map[estate.ID]int{}
	if !w.Total {
		return totals, nil
	}
	err := s.read(ctx, st.total(), func(r row) error {
		totals[estate.ID(r.text("parent"))] = r.number("total")
		return nil
	})
	return totals, err
}
