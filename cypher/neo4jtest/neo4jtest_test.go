package neo4jtest

import (
	"strings"
	"testing"
)

func TestMain(m *testing.M) { Main(m) }

// TestOthersGraphIsLeftAlone: a database that no test has marked as its own is not emptied.
func TestOthersGraphIsLeftAlone(t *testing.T) {
	Open(t)
	Query(t, "CREATE (:Somebody)", nil)
	Query(t, "MATCH (m:BoroughgraphTest) DELETE m", nil)
	defer Query(t, "CREATE (:BoroughgraphTest)", nil) // what is left is ours again
	err := wipe(t.Context(), Options(t))
	if err == nil || !strings.Contains(err.Error(), "give the tests a server of their own") {
		t.Errorf("emptying somebody's graph: %v", err)
	}
	if left := Query(t, "MATCH (n:Somebody) RETURN n", nil); len(left) != 1 {
		t.Error("somebody's graph is gone")
	}
}
