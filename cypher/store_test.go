package cypher_test

import (
	"flag"
	"os"
	"testing"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// TestMain sets defaults that suit a server, unless the command line sets others. It draws fewer
// estates than the tests of the embedded store, because each sends some hundred statements. It runs
// four tests in parallel where tests only read, because the server plans in that many threads. `go
// test ./cypher -rapid.checks=100` draws more.
func TestMain(m *testing.M) {
	flag.Parse()
	defaults := map[string]string{"rapid.checks": "3", "test.parallel": "4"}
	flag.Visit(func(f *flag.Flag) { delete(defaults, f.Name) })
	for name, value := range defaults {
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	var flags []string
	if flag.Lookup("test.bench").Value.String() != "" {
		flags = neo4jtest.Ordinary
	}
	neo4jtest.Main(m, flags...)
}

func testStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) estate.Store { return neo4jtest.Open(t) })
}

// testStoreHidden runs the part of the suite about imports again, with every import written in
// several transactions. It follows the whole suite, because by then the server has planned the
// suite's statements. A test between them that changes the schema would make it plan all of them
// again.
func testStoreHidden(t *testing.T) {
	storetest.RunImports(t, func(t *testing.T) estate.Store { return neo4jtest.Open(t, inSteps) })
}

func testPair(t *testing.T) {
	storetest.RunPair(t, func(t *testing.T) estate.Store { return onSQLite(t) }, func(t *testing.T) estate.Store { return neo4jtest.Open(t) })
}

// kills is small, because a child takes seconds to connect and to be seen as gone.
const kills = 6

func testKilled(t *testing.T) { killed(t, 0) }

// testKilledHidden does the same with every import written in several transactions.
func testKilledHidden(t *testing.T) { killed(t, 1) }

func killed(t *testing.T, whole int) {
	storetest.RunKilled(t, kills,
		func(t *testing.T) string {
			neo4jtest.Open(t)
			return neo4jtest.URI(t)
		},
		func(t *testing.T, place string) estate.Store {
			s, err := cypher.Open(t.Context(), cypher.Options{
				URI: place, Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Database: os.Getenv("NEO4J_DATABASE"),
				Whole: whole, Timeout: neo4jtest.Timeout,
			})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close(t.Context()) })
			return s
		})
}

func BenchmarkSearch(b *testing.B) {
	storetest.BenchmarkSearch(b, func(b *testing.B) estate.Store { return neo4jtest.Open(b) })
}
