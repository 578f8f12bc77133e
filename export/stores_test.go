package export_test

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/export"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
	"boroughgraph/synthetic"
)

func TestMain(m *testing.M) { neo4jtest.Main(m) }

// onSQLite is an empty store in a file: one in memory cannot be read while it is written.
func onSQLite(t *testing.T) estate.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "estate.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(t.Context()) })
	return s
}

// onNeo4j is an empty store in the one database there is: what an earlier call filled is gone.
func onNeo4j(t *testing.T) estate.Store { return neo4jtest.Open(t) }

// bundled are the facts that come with the program.
func bundled(t *testing.T) *estate.Changes {
	t.Helper()
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// madeUp is a synthetic estate.
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

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Context() context.Context
	Fatalf(format string, args ...any)
}

// filled is a store that holds facts.
func filled(t *testing.T, s estate.Store, facts *estate.Changes) estate.Store {
	t.Helper()
	apply(t, s, storetest.Import(facts))
	return s
}

// apply applies an import all of whose facts must land.
func apply(t tb, s estate.Store, in estate.Import) *estate.Report {
	t.Helper()
	report, err := s.Apply(t.Context(), in)
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %v, %v", err, report)
	}
	return report
}

// factsOf is a store as facts.
func factsOf(t tb, s estate.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.Facts(t.Context(), s, &b, func(int) {}); err != nil {
		t.Fatalf("Facts: %v", err)
	}
	return b.String()
}

// factFile is a text as a file of facts.
func factFile(text string) []facts.File {
	return []facts.File{{Name: "facts.jsonl", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}}
}
