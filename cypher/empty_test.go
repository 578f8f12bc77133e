package cypher_test

import (
	"strings"
	"testing"

	"boroughgraph/cypher/neo4jtest"
)

// testOthersGraphIsLeftAlone checks that Empty does not touch a database that no test has marked as
// its own.
func testOthersGraphIsLeftAlone(t *testing.T) {
	neo4jtest.Open(t)
	neo4jtest.Query(t, "CREATE (:Somebody)", nil)
	neo4jtest.Query(t, "MATCH (m:BoroughgraphTest) DELETE m", nil)
	defer neo4jtest.Query(t, "CREATE (:BoroughgraphTest)", nil) // the rest belongs to the tests again
	err := neo4jtest.Empty(t.Context())
	if err == nil || !strings.Contains(err.Error(), "give the tests a server of their own") {
		t.Errorf("emptying a graph without the mark: %v", err)
	}
	if left := neo4jtest.Query(t, "MATCH (n:Somebody) RETURN n", nil); len(left) != 1 {
		t.Error("the graph without the mark is gone")
	}
}
