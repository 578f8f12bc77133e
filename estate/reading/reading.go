// Package reading turns the rows that a store reads into nouns, lists and pages.
//
// Start with Send: a store wraps each of its statements in one, and every other function here takes
// it. A function sends one statement, and a page sends one more if its total is asked for. The
// nouns of one read form one cohort. All statements name their columns alike: id, facts, key,
// parent, total.
package reading

import (
	"context"
	"encoding/json"
	"fmt"

	"boroughgraph/estate"
)

// Send runs one statement and passes each row of its answer to take, in the statement's order. It
// returns the first error of the statement or of take.
type Send func(ctx context.Context, take func(Row) error) error

// Decode makes a noun from a row.
type Decode[R any] func(Row) (R, error)

// Facts decodes the noun whose canonical JSON text is in the column facts.
func Facts[T any](r Row) (*T, error) { return Parse[T](r.Text("facts")) }

// Parse decodes the canonical JSON text of a noun.
func Parse[T any](text string) (*T, error) {
	noun := new(T)
	if err := json.Unmarshal([]byte(text), noun); err != nil {
		return nil, &estate.Error{
			Code: estate.CodeInternal, Message: "something went wrong in the store", Err: fmt.Errorf("stored facts: %w", err),
		}
	}
	return noun, nil
}

// Nouns are the nouns of one kind in one read. A noun that comes in several rows is decoded once.
type Nouns[R estate.Member] struct {
	decode Decode[R]
	byID   map[string]R
	all    []R
}

// NewNouns returns an empty set of nouns that decode makes.
func NewNouns[R estate.Member](decode Decode[R]) *Nouns[R] {
	return &Nouns[R]{decode: decode, byID: map[string]R{}}
}

// Noun returns the noun of a row, which the column id identifies.
func (n *Nouns[R]) Noun(r Row) (R, error) {
	id := r.Text("id")
	if noun, ok := n.byID[id]; ok {
		return noun, nil
	}
	noun, err := n.decode(r)
	if err != nil {
		return noun, err
	}
	n.byID[id] = noun
	n.all = append(n.all, noun)
	return noun, nil
}

// ByID returns a noun that has been read; the zero R if there is none.
func (n *Nouns[R]) ByID(id string) R { return n.byID[id] }

// InOrder returns the nouns of some rows, in the order of the rows.
func (n *Nouns[R]) InOrder(rows []Row) ([]R, error) {
	nouns := make([]R, len(rows))
	for i, r := range rows {
		noun, err := n.Noun(r)
		if err != nil {
			return nil, err
		}
		nouns[i] = noun
	}
	return nouns, nil
}

// Gather makes one cohort of all nouns that have been read.
func (n *Nouns[R]) Gather() { estate.Gather(n.all) }

// ByKey reads nouns by their keys. Each row has its key in the column key.
func ByKey[K ~string, R estate.Member](ctx context.Context, send Send, keys []K, decode Decode[R]) (map[K]R, error) {
	found := make(map[K]R, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	nouns := NewNouns(decode)
	err := send(ctx, func(r Row) (err error) {
		found[K(r.Text("key"))], err = nouns.Noun(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	nouns.Gather()
	return found, nil
}

// IDsByKey reads the ids that each key stands for. A row with a key and no id says that the key
// stands for something that is empty, for example a partnership without members.
func IDsByKey[K ~string](ctx context.Context, send Send, keys []K) (map[K][]estate.ID, error) {
	found := make(map[K][]estate.ID, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	err := send(ctx, func(r Row) error {
		key := K(r.Text("key"))
		if id := r.Text("id"); id != "" {
			found[key] = append(found[key], estate.ID(id))
		} else if found[key] == nil {
			found[key] = []estate.ID{}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// ListsOf reads the whole list of each parent, in the statement's order.
func ListsOf[R estate.Member](ctx context.Context, send Send, parents []estate.ID, decode Decode[R]) (map[estate.ID][]R, error) {
	lists := make(map[estate.ID][]R, len(parents))
	if len(parents) == 0 {
		return lists, nil
	}
	nouns := NewNouns(decode)
	err := send(ctx, func(r Row) error {
		noun, err := nouns.Noun(r)
		parent := estate.ID(r.Text("parent"))
		lists[parent] = append(lists[parent], noun)
		return err
	})
	if err != nil {
		return nil, err
	}
	nouns.Gather()
	return lists, nil
}

// Page reads a page of a list: at most w.Limit+1 rows, each with its sort key in the column key.
// The last of w.Limit+1 rows only shows that there are more; it is not decoded. Count is sent if
// w.Total is set.
func Page[R estate.Member](ctx context.Context, send, count Send, w estate.Window, decode Decode[R]) (estate.Page[R], error) {
	var rows rowsOf[R]
	var nouns []R
	err := send(ctx, func(r Row) error {
		if len(rows) == w.Limit {
			rows = append(rows, estate.Keyed[R]{})
			return nil
		}
		noun, err := decode(r)
		nouns = append(nouns, noun)
		rows = append(rows, estate.Keyed[R]{Row: noun, Key: r.Text("key")})
		return err
	})
	if err != nil {
		return estate.Page[R]{}, err
	}
	var total *int
	if w.Total {
		total = new(0)
		err := count(ctx, func(r Row) error {
			*total = r.Number("total")
			return nil
		})
		if err != nil {
			return estate.Page[R]{}, err
		}
	}
	estate.Gather(nouns)
	return estate.PageOf(w, rows, total), nil
}

type rowsOf[R any] = []estate.Keyed[R]

// PagesOf reads a page for each parent, as Page does. A parent without rows has an empty page and
// the total 0.
func PagesOf[R estate.Member](ctx context.Context, send, count Send, parents []estate.ID, w estate.Window, decode Decode[R]) (map[estate.ID]estate.Page[R], error) {
	pages := make(map[estate.ID]estate.Page[R], len(parents))
	if len(parents) == 0 {
		return pages, nil
	}
	nouns := NewNouns(decode)
	rows := make(map[estate.ID]rowsOf[R], len(parents))
	err := send(ctx, func(r Row) error {
		parent := estate.ID(r.Text("parent"))
		if len(rows[parent]) == w.Limit {
			rows[parent] = append(rows[parent], estate.Keyed[R]{})
			return nil
		}
		noun, err := nouns.Noun(r)
		rows[parent] = append(rows[parent], estate.Keyed[R]{Row: noun, Key: r.Text("key")})
		return err
	})
	if err != nil {
		return nil, err
	}
	totals, err := totalsOf(ctx, count, w)
	if err != nil {
		return nil, err
	}
	nouns.Gather()
	for _, parent := range parents {
		var total *int
		if w.Total {
			total = new(totals[parent])
		}
		if _, twice := pages[parent]; !twice {
			pages[parent] = estate.PageOf(w, rows[parent], total)
		}
	}
	return pages, nil
}

// totalsOf counts the whole list of each parent if w.Total is set.
func totalsOf(ctx context.Context, count Send, w estate.Window) (map[estate.ID]int, error) {
	totals := map[estate.ID]int{}
	if !w.Total {
		return totals, nil
	}
	err := count(ctx, func(r Row) error {
		totals[estate.ID(r.Text("parent"))] = r.Number("total")
		return nil
	})
	return totals, err
}
