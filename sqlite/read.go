package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// row is one row of an answer, by column.
type row = reading.Row

// readingOf returns the dates of the first and the last evidence in a row.
func readingOf(r row) estate.Reading {
	return estate.ReadingOf(estate.ReadDate(r.Text("earliest_reading")), estate.ReadDate(r.Text("newest_reading")))
}

// byKey, idsByKey, listsOf, paged and pagedOf are package reading's functions over a statement.

// sender returns the Send of a statement.
func (s *Store) sender(st *statement) reading.Send {
	return func(ctx context.Context, take func(row) error) error { return s.read(ctx, st, take) }
}

// byKey reads nouns by the keys in parameter keys.
func byKey[K ~string, R estate.Member](ctx context.Context, s *Store, query string, keys []K, decode reading.Decode[R]) (map[K]R, error) {
	return reading.ByKey(ctx, s.sender(ask(query, parameters{"keys": list(keys)})), keys, decode)
}

// idsByKey reads lists of ids by the keys in parameter keys.
func idsByKey[K ~string](ctx context.Context, s *Store, query string, keys []K) (map[K][]estate.ID, error) {
	return reading.IDsByKey(ctx, s.sender(ask(query, parameters{"keys": list(keys)})), keys)
}

// listsOf reads the whole list of each parent.
func listsOf[R estate.Member](ctx context.Context, s *Store, st *statement, parents []estate.ID, decode reading.Decode[R]) (map[estate.ID][]R, error) {
	st.parameters["parents"] = list(parents)
	return reading.ListsOf(ctx, s.sender(st), parents, decode)
}

// paged reads a page of a list.
func paged[R estate.Member](ctx context.Context, s *Store, st *statement, w estate.Window, decode reading.Decode[R]) (estate.Page[R], error) {
	return reading.Page(ctx, s.sender(st.within(w)), s.sender(st.total()), w, decode)
}

// pagedOf reads a page for each parent.
func pagedOf[R estate.Member](ctx context.Context, s *Store, st *statement, parents []estate.ID, w estate.Window, decode reading.Decode[R]) (map[estate.ID]estate.Page[R], error) {
	st.parameters["parents"] = list(parents)
	return reading.PagesOf(ctx, s.sender(st.within(w)), s.sender(st.total()), parents, w, decode)
}
