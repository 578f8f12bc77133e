package export_test

import (
	"path/filepath"
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/export/exporttest"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
	"boroughgraph/synthetic"
)

// onSQLite returns an empty store in a file, because a store in memory cannot be read while it is
// written.
func onSQLite(t *testing.T) estate.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "estate.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(t.Context()) })
	return s
}

// bundled returns the facts that come with the program.
func bundled(t *testing.T) *estate.Changes {
	t.Helper()
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// madeUp returns a synthetic estate.
func madeUp(t *testing.T, contracts int) *estate.Changes {
	t.Helper()
	all := &estate.Changes{}
	for part, err := range synthetic.Estate(bundled(t), contracts, 7) {
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range part.Facts() {
			if err := all.Add(f.Kind, f.Text()); err != nil {
				t.Fatal(err)
			}
		}
	}
	return all
}

// filled returns a store after some facts were written to it.
func filled(t *testing.T, s estate.Store, facts *estate.Changes) estate.Store {
	t.Helper()
	exporttest.Apply(t, s, storetest.Import(facts))
	return s
}
