package cypher_test

import (
	"testing"

	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/ocds/ocdstest"
)

// testOCDSCases reads the cases of releases into Neo4j.
func testOCDSCases(t *testing.T) {
	bundled, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	ground := &estate.Changes{Boroughs: bundled.Boroughs}
	ocdstest.RunCases(t, func(t *testing.T) estate.Store {
		s := neo4jtest.Open(t)
		ingesttest.Write(t, s, ground)
		return s
	})
}
