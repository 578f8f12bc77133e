package graph_test

import (
	"flag"
	"testing"

	"boroughgraph/graph/graphtest"
)

var update = flag.Bool("update", false, "rewrite the golden files from the answers of SQLite")

// TestGolden compares SQLite's answers with the golden files. The tests of cypher do the same for
// Neo4j.
func TestGolden(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		e := bundledOnSQLite(t)
		if *update {
			graphtest.Update(t, e, "testdata")
			return
		}
		graphtest.Run(t, e, "testdata")
	})
}
