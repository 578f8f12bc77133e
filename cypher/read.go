package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// ask, byKey, listsOf, paged and pagedOf are package reading's functions over a statement.

// send runs a statement that reads, reports it to OnStatement and returns all its rows.
func (s *Store) send(ctx context.Context, st *statement) ([]row, error) {
	done := s.observe(ctx, st)
	rows, err := s.read(ctx, st.name, s.text(st), st.parameters)
	done(err)
	return rows, err
}

// observe reports a statement to OnStatement, and returns what to call when it is done.
func (s *Store) observe(ctx context.Context, st *statement) (done func(error)) {
	if s.onStatement != nil {
		done = s.onStatement(ctx, st.name)
	}
	if done == nil {
		return func(error) {}
	}
	return done
}

// stream is send for an answer that is too long to be held in memory. It passes on each row as it
// comes, and the server sends a few at a time. A stream is not retried after a passing fault,
// because some of its rows have been passed on already.
func (s *Store) stream(ctx context.Context, st *statement, take func(row) error) error {
	done := s.observe(ctx, st)
	err := s.readRows(ctx, st.name, s.text(st), st.parameters, take)
	done(err)
	return err
}

// sender returns the Send of a statement.
func (s *Store) sender(st *statement) reading.Send {
	return func(ctx context.Context, take func(row) error) error {
		rows, err := s.send(ctx, st)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := take(r); err != nil {
				return err
			}
		}
		return nil
	}
}

// pageSender returns the Send of a statement whose column key is a stored sort key.
func (s *Store) pageSender(st *statement) reading.Send {
	send := s.sender(st)
	return func(ctx context.Context, take func(row) error) error {
		return send(ctx, func(r row) error {
			r["key"] = keyOf(r.Text("key"))
			return take(r)
		})
	}
}

// byKey reads nouns by the keys in parameter keys.
func byKey[K ~string, R estate.Member](ctx context.Context, s *Store, name string, keys []K, decode reading.Decode[R]) (map[K]R, error) {
	return reading.ByKey(ctx, s.sender(ask(name, parameters{"keys": texts(keys)})), keys, decode)
}

// idsByKey reads lists of ids by the keys in parameter keys.
func idsByKey[K ~string](ctx context.Context, s *Store, name string, keys []K) (map[K][]estate.ID, error) {
	return reading.IDsByKey(ctx, s.sender(ask(name, parameters{"keys": texts(keys)})), keys)
}

// listsOf reads the whole list of each parent.
func listsOf[R estate.Member](ctx context.Context, s *Store, st *statement, parents []estate.ID, decode reading.Decode[R]) (map[estate.ID][]R, error) {
	st.parameters["parents"] = texts(parents)
	return reading.ListsOf(ctx, s.sender(st), parents, decode)
}

// paged reads a page of a list.
func paged[R estate.Member](ctx context.Context, s *Store, st *statement, w estate.Window, decode reading.Decode[R]) (estate.Page[R], error) {
	return reading.Page(ctx, s.pageSender(st.within(w)), s.sender(st.total()), w, decode)
}

// pagedOf reads a page for each parent.
func pagedOf[R estate.Member](ctx context.Context, s *Store, st *statement, parents []estate.ID, w estate.Window, decode reading.Decode[R]) (map[estate.ID]estate.Page[R], error) {
	st.parameters["parents"] = texts(parents)
	return reading.PagesOf(ctx, s.pageSender(st.within(w)), s.sender(st.total()), parents, w, decode)
}
