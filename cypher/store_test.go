package cypher_test

import (
	"testing"

	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

func TestMain(m *testing.M) { neo4jtest.Main(m) }

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) estate.Store { return neo4jtest.Open(t) })
}
