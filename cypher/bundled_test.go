package cypher_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/export/exporttest"
	"boroughgraph/graph/graphtest"
	"boroughgraph/ingest/facts"
	"boroughgraph/ingest/register/registertest"
	"boroughgraph/sqlite"
	"boroughgraph/synthetic"
)

// testBundled fills one store with the bundled facts for all tests over them. A store takes seconds
// to fill, and the server plans each statement once. The imports come last, because they write.
func testBundled(t *testing.T) {
	bundled := bundledFacts(t)
	e := &graphtest.Engine{}
	s := neo4jtest.Open(t, func(o *cypher.Options) { o.OnStatement = e.Count })
	e.Fill(t, s, bundled)
	embedded := onSQLite(t)
	exporttest.Apply(t, embedded, storetest.Import(bundled))

	t.Run("answers", func(t *testing.T) { storetest.RunBundled(t, s) })
	t.Run("golden", func(t *testing.T) { graphtest.Run(t, e, "../graph/testdata") })
	t.Run("facts", func(t *testing.T) {
		if diff := cmp.Diff(exporttest.Facts(t, embedded), exporttest.Facts(t, s)); diff != "" {
			t.Errorf("export facts (-SQLite +Neo4j):\n%s", diff)
		}
	})
	t.Run("registers", func(t *testing.T) { exporttest.RegistersChangeNothing(t, s) })
	t.Run("releases", func(t *testing.T) { sameReleases(t, embedded, s) })
	t.Run("register cases", func(t *testing.T) { registertest.Run(t, func(*testing.T) estate.Store { return s }) })
}

// testGenerated takes a generated estate from SQLite to Neo4j, in several transactions, and back.
// The estate has contracts of several suppliers, resellers and groups.
func testGenerated(t *testing.T) {
	first := onSQLite(t)
	in := storetest.Import(nil)
	in.Parts = synthetic.Estate(bundledFacts(t), 300, 7)
	exporttest.Apply(t, first, in)
	text := exporttest.Facts(t, first)
	server := neo4jtest.Open(t, func(o *cypher.Options) { o.Whole = 1000 })
	exporttest.ImportFacts(t, server, text)
	t.Run("facts", func(t *testing.T) {
		there := exporttest.Facts(t, server)
		if diff := cmp.Diff(text, there); diff != "" {
			t.Fatalf("export facts (-SQLite +Neo4j):\n%s", diff)
		}
		back := onSQLite(t)
		exporttest.ImportFacts(t, back, there)
		if diff := cmp.Diff(text, exporttest.Facts(t, back)); diff != "" {
			t.Errorf("export facts after the way back (-first +back):\n%s", diff)
		}
	})
	t.Run("money", func(t *testing.T) {
		storetest.CheckMoney(t, server, estate.Scope{AsOf: "2026-11-23"})
		storetest.CheckMoney(t, server, estate.Scope{Boroughs: []estate.ID{"Borough:E09000007", "Borough:E09000017"}, AsOf: "2026-11-23"})
	})
}

func bundledFacts(t *testing.T) *estate.Changes {
	t.Helper()
	bundled, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	return bundled
}

// onSQLite returns an empty store in a file, because a store in memory cannot be read while it is
// written.
func onSQLite(t *testing.T) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "estate.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(t.Context()) })
	return s
}

// sameReleases imports releases into both stores, twice. It imports the sample in the repository,
// and the real releases if the environment names a folder with them.
func sameReleases(t *testing.T, embedded, server estate.Store) {
	paths, contracts := []string{"../ingest/ocds/testdata/package.json"}, 1
	switch folder := os.Getenv("BOROUGHGRAPH_RAW_DATA"); {
	case folder != "":
		paths, contracts = append(paths, filepath.Join(folder, "ocds_releases.json")), 2
	case os.Getenv("CI") == "true":
		t.Fatal("BOROUGHGRAPH_RAW_DATA names no folder with the real releases")
	default:
		t.Log("LEFT OUT: the real releases, because BOROUGHGRAPH_RAW_DATA names no folder with them")
	}
	for _, again := range []bool{false, true} {
		want, got := importReleases(t, embedded, paths), importReleases(t, server, paths)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(&estate.Cohort{})); diff != "" {
			t.Errorf("(-SQLite +Neo4j):\n%s", diff)
		}
		if changed := got.Report.Changed(); changed == again || len(got.Contracts) < contracts || len(got.Notices) < 5 || len(got.Frameworks) != 1 {
			t.Errorf("again %v: %+v, %d contracts, %d notices, %d frameworks", again, got.Report, len(got.Contracts), len(got.Notices), len(got.Frameworks))
		}
	}
}
