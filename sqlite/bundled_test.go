package sqlite_test

import (
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest"
	"boroughgraph/sqlite"
)

func TestBundled(t *testing.T) {
	facts, err := ingest.Facts(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	storetest.RunBundled(t, func(t *testing.T) estate.Store { return open(t, sqlite.Options{}) }, facts)
}
