package sqlite

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"boroughgraph/estate/overview"
)

// CheckDerived derives everything again from the facts, and compares the result with what is
// stored. It finds damage that leaves the structure of the file intact, for example another letter
// in a table that has no index. It returns CodeUnavailable, naming the table, if the two differ;
// Rebuild mends that. It keeps nothing of what it wrote. Meanwhile other writes wait, so a server
// leaves it to the command check. It returns CodeConflict for a store that is only read.
func (s *Store) CheckDerived(ctx context.Context) error {
	if s.options.ReadOnly {
		return conflict("%s is only read, so what is derived from its facts cannot be compared", s.place)
	}
	err := s.write(ctx, "check derived", func(w *writer) error {
		stored, err := w.fingerprints(ctx)
		if err != nil {
			return err
		}
		if err := w.rebuild(ctx); err != nil {
			return err
		}
		derived, err := w.fingerprints(ctx)
		if err != nil {
			return err
		}
		for table, was := range stored {
			if derived[table] != was {
				return unavailable(fmt.Sprintf(
					"%s is damaged (the table %s is not what its facts give): put a backup in its place, or run migrate, which derives it again", s.place, table), nil)
			}
		}
		return errDryRun
	})
	if errors.Is(err, errDryRun) {
		return nil
	}
	return err
}

// fingerprints returns a fingerprint of the content of each table that a rebuild writes.
func (w *writer) fingerprints(ctx context.Context) (map[string]string, error) {
	prints := map[string]string{}
	err := w.query(ctx, "check_tables", nil, func(r row) error {
		prints[r.Text("name")] = ""
		return nil
	})
	for table := range prints {
		if err == nil {
			prints[table], err = w.fingerprint(ctx, table)
		}
	}
	return prints, err
}

func (w *writer) fingerprint(ctx context.Context, table string) (string, error) {
	hash := sha256.New()
	var err error
	if table == "overview" {
		err = w.scanOverview(ctx, hash)
	} else {
		err = w.scan(ctx, table, hash)
	}
	return string(hash.Sum(nil)), translate("check "+table, err)
}

// scanOverview writes what each bucket holds to out, without the version, which a rebuild raises.
// Imports leave the nouns of a bucket in the order in which they were written.
func (w *writer) scanOverview(ctx context.Context, out io.Writer) error {
	buckets := map[int][]byte{}
	err := w.query(ctx, "overview", parameters{"version": 0}, func(r row) error {
		content, _ := r["content"].([]byte)
		entries, err := overview.Entries(content)
		if err != nil {
			return w.s.damaged("a row of overview")
		}
		hash := sha256.New()
		for _, id := range slices.Sorted(maps.Keys(entries)) {
			fmt.Fprintf(hash, "%s\x00%x\x00", id, entries[id])
		}
		buckets[r.Number("bucket")] = hash.Sum(nil)
		return nil
	})
	for _, number := range slices.Sorted(maps.Keys(buckets)) {
		fmt.Fprintf(out, "%d %x\x00", number, buckets[number])
	}
	return err
}

// scan writes all values of a table to out, in the order of its key.
func (w *writer) scan(ctx context.Context, table string, out io.Writer) (err error) {
	rows, err := w.tx.QueryContext(ctx, fmt.Sprintf("SELECT * FROM %q", table))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, places := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		places[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		for _, value := range values {
			fmt.Fprintf(out, "%T %v\x00", value, value)
		}
	}
	return rows.Err()
}
