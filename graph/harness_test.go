package graph_test

import (
	"context"
	"sync"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/graph/graphtest"
	"boroughgraph/sqlite"
)

// shared holds the engine over the bundled facts that the tests of the package read from. The first
// test opens it, because filling a store takes most of a test's time.
var shared struct {
	once   sync.Once
	engine *graphtest.Engine
}

func bundledOnSQLite(t *testing.T) *graphtest.Engine {
	t.Helper()
	shared.once.Do(func() {
		shared.engine = onSQLite(t, bundledFacts(t))
	})
	if shared.engine == nil {
		t.Fatal("the bundled facts could not be read")
	}
	return shared.engine
}

// onSQLite returns an engine over facts in a store in memory, which lives as long as the process.
func onSQLite(t *testing.T, facts *estate.Changes) *graphtest.Engine {
	t.Helper()
	e := &graphtest.Engine{}
	s, err := sqlite.Open(context.Background(), sqlite.Options{OnStatement: e.Count})
	if err != nil {
		t.Fatal(err)
	}
	e.Fill(t, s, facts)
	return e
}
