package sqlite_test

import (
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
)

func TestBundled(t *testing.T) {
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	storetest.RunBundled(t, func(t *testing.T) estate.Store { return open(t, sqlite.Options{}) }, facts)
}
