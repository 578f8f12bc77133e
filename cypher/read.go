package cypher

import (
	"context"
	"encoding/json"
	"fmt"

	"boroughgraph/estate"
)

// The four shapes of a read: nouns by key, lists of a parent, pages, pages of a
// parent. Each sends one statement, pages one more for a total, and each gathers
// its rows into one cohort. Statements name their columns alike: id, facts, key, parent.

// send runs a statement that reads and tells OnStatement of it.
func (s *Store) send(ctx context.Context, st *statement) ([]row, error) {
	if s.onStatement != nil {
		s.onStatement(st.name)
	}
	return s.read(ctx, st.name, s.text(st), st.parameters)
}

// stream is send for an answer that is too long to be held: it hands over each row as it
// comes, some at a time from the server. It is not tried again after a fault that passes, for
// rows were handed over already.
func (s *Store) stream(ctx context.Context, st *statement, take func(row) error) error {
	if s.onStatement != nil {
		s.onStatement(st.name)
	}
	return s.readRows(ctx, st.name, s.text(st), st.parameters, take)
}

// decoder makes a noun from a row.
type decoder[R any] func(row) (R, error)

// facts decodes the canonical JSON text of a noun.
func facts[T any](r row) (*T, error) {
	return decode[T](r.text("facts"))
}

func decode[T any](text string) (*T, error) {
	noun := new(T)
	if err := json.Unmarshal([]byte(text), noun); err != nil {
		return nil, &estate.Error{Code: estate.CodeInternal, Message: "something went wrong in the store", Err: fmt.Errorf("stored facts: %w", err)}
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
func byKey[K ~string, R estate.Member](ctx context.Context, s *Store, name string, keys []K, decode decoder[R]) (map[K]R, error) {
	found := make(map[K]R, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	rows, err := s.send(ctx, ask(name, parameters{"keys": texts(keys)}))
	if err != nil {
		return nil, err
	}
	nouns := onceEach(decode)
	for _, r := range rows {
		if found[K(r.text("key"))], err = nouns.noun(r); err != nil {
			return nil, err
		}
	}
	estate.Gather(nouns.all)
	return found, nil
}

// idsByKey reads lists of ids by the keys in parameter keys.
func idsByKey[K ~string](ctx context.Context, s *Store, name string, keys []K) (map[K][]estate.ID, error) {
	found := make(map[K][]estate.ID, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	rows, err := s.send(ctx, ask(name, parameters{"keys": texts(keys)}))
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		key := K(r.text("key"))
		if id := r.text("id"); id != "" {
			found[key] = append(found[key], estate.ID(id))
		} else if found[key] == nil {
			found[key] = []estate.ID{} // it names something, which has none
		}
	}
	return found, nil
}

// listsOf reads the whole list of each parent, in the statement's order.
func listsOf[R estate.Member](ctx context.Context, s *Store, st *statement, parents []estate.ID, decode decoder[R]) (map[estate.ID][]R, error) {
	lists := make(map[estate.ID][]R, len(parents))
	if len(parents) == 0 {
		return lists, nil
	}
	st.parameters["parents"] = texts(parents)
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	nouns := onceEach(decode)
	for _, r := range rows {
		noun, err := nouns.noun(r)
		if err != nil {
			return nil, err
		}
		parent := estate.ID(r.text("parent"))
		lists[parent] = append(lists[parent], noun)
	}
	estate.Gather(nouns.all)
	return lists, nil
}

// within bounds a statement by a window. One row more than asked for tells whether there are more.
func within(st *statement, w estate.Window) {
	after, before := w.After, w.Before
	if st.last != "" {
		after, before = max(after, st.first), min(before, st.last)
	}
	st.parameters["after"], st.parameters["before"], st.parameters["limit"] = storedKey(after), storedKey(before), w.Limit+1
	if w.Backward {
		st.on = append(st.on, "backward")
	}
}

// paged reads a page of a list.
func paged[R estate.Member](ctx context.Context, s *Store, st *statement, w estate.Window, decode decoder[R]) (estate.Page[R], error) {
	var total *int
	count := st.total()
	within(st, w)
	rows, err := s.send(ctx, st)
	if err != nil {
		return estate.Page[R]{}, err
	}
	keyed := make([]estate.Keyed[R], len(rows))
	all := make([]R, len(rows))
	for i, r := range rows {
		noun, err := decode(r)
		if err != nil {
			return estate.Page[R]{}, err
		}
		keyed[i], all[i] = estate.Keyed[R]{Row: noun, Key: keyOf(r.text("key"))}, noun
	}
	if w.Total {
		counted, err := s.send(ctx, count)
		if err != nil {
			return estate.Page[R]{}, err
		}
		total = new(counted[0].number("total"))
	}
	estate.Gather(all[:min(len(all), w.Limit)])
	return estate.PageOf(w, keyed, total), nil
}

// pagedOf reads a page for each parent. A parent without rows has an empty page.
func pagedOf[R estate.Member](ctx context.Context, s *Store, st *statement, parents []estate.ID, w estate.Window, decode decoder[R]) (map[estate.ID]estate.Page[R], error) {
	pages := make(map[estate.ID]estate.Page[R], len(parents))
	if len(parents) == 0 {
		return pages, nil
	}
	st.parameters["parents"] = texts(parents)
	count := st.total()
	within(st, w)
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	nouns := onceEach(decode)
	keyed := make(map[estate.ID][]estate.Keyed[R], len(parents))
	for _, r := range rows {
		parent := estate.ID(r.text("parent"))
		if len(keyed[parent]) == w.Limit { // the row that only tells of more stays out of the cohort
			var none R
			keyed[parent] = append(keyed[parent], estate.Keyed[R]{Row: none})
			continue
		}
		noun, err := nouns.noun(r)
		if err != nil {
			return nil, err
		}
		keyed[parent] = append(keyed[parent], estate.Keyed[R]{Row: noun, Key: keyOf(r.text("key"))})
	}
	totals, err := s.totalsOf(ctx, count, w)
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
func (s *Store) totalsOf(ctx context.Context, count *statement, w estate.Window) (map[estate.ID]int, error) {
	totals := map[estate.ID]int{}
	if !w.Total {
		return totals, nil
	}
	rows, err := s.send(ctx, count)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		totals[estate.ID(r.text("parent"))] = r.number("total")
	}
	return totals, nil
}
