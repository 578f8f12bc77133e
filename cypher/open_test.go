package cypher_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
)

// Each refusal is one sentence that says what is wrong and what to do. For a store of a newer
// program see migrate_test.go.
func TestOpenRefuses(t *testing.T) {
	cases := map[string]struct {
		options cypher.Options
		code    estate.Code
		message string // how it begins
	}{
		"empty address":              {cypher.Options{}, estate.CodeInvalid, "the address of the Neo4j server is not valid"},
		"path of a file":             {cypher.Options{URI: "graph.db"}, estate.CodeInvalid, "the address of the Neo4j server is not valid"},
		"address of Neo4j's browser": {cypher.Options{URI: "http://127.0.0.1:7474"}, estate.CodeInvalid, "the address of the Neo4j server is not valid"},
		"no host":                    {cypher.Options{URI: "bolt://"}, estate.CodeInvalid, "the address of the Neo4j server is not valid"},
		"password in the address":    {cypher.Options{URI: "bolt://neo4j:secret@127.0.0.1:1"}, estate.CodeUnavailable, "no Neo4j server answers at bolt://neo4j:xxxxx@127.0.0.1:1"},
		"no server listens":          {cypher.Options{URI: "bolt://127.0.0.1:1"}, estate.CodeUnavailable, "no Neo4j server answers at bolt://127.0.0.1:1: start it, or correct the address"},
		"no routing server listens":  {cypher.Options{URI: "neo4j://127.0.0.1:1"}, estate.CodeUnavailable, "no Neo4j server answers at neo4j://127.0.0.1:1: start it, or correct the address"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			_, err := cypher.Open(t.Context(), c.options)
			refusal(t, err, c.code, c.message)
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("it repeats the password: %v", err)
			}
			if took := time.Since(began); took > 15*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}

func testOpenRefusesAnOldServer(t *testing.T) {
	uri := neo4jtest.URI(t)
	neo4jtest.Open(t)
	o := neo4jtest.Options(t)
	o.RequiredVersion = "9999.1"
	_, err := cypher.Open(t.Context(), o)
	refusal(t, err, estate.CodeConflict, "the Neo4j server at "+uri+" is version ")
	if !strings.Contains(err.Error(), ": upgrade it to 9999.1 or later") {
		t.Errorf("it does not say what to do: %v", err)
	}
}

func testReadTimeout(t *testing.T) {
	store := neo4jtest.Open(t, func(o *cypher.Options) { o.Timeout = 300 * time.Millisecond })
	began := time.Now()
	err := store.Send(t.Context(), "UNWIND range(1, 10000000000) AS n RETURN sum(n) AS sum")
	refusal(t, err, estate.CodeTimeout, "the request took too long and was stopped")
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("the server stopped it after %s", took)
	}
}

func testReadsCannotWrite(t *testing.T) {
	store := neo4jtest.Open(t)
	if err := store.Send(t.Context(), "CREATE (:Borough {id: 'Borough:E09000001'})"); err == nil {
		t.Error("a read wrote")
	}
	if counts, err := store.Counts(t.Context()); err != nil || counts[estate.KindBorough] != 0 {
		t.Errorf("Counts = %v, %v", counts, err)
	}
}

// refusal checks an error's code and how its message begins. The message must be one sentence
// without the driver's words.
func refusal(t *testing.T, err error, code estate.Code, message string) {
	t.Helper()
	got, ok := errors.AsType[*estate.Error](err)
	if !ok || got.Code != code || !strings.HasPrefix(got.Message, message) {
		t.Fatalf("got %v, want %s: %s...", err, code, message)
	}
	for _, word := range []string{"\n", "ConnectivityError", "Neo4jError", "neo4j.", "dial tcp"} {
		if strings.Contains(got.Message, word) {
			t.Errorf("the message holds %q: %s", word, got.Message)
		}
	}
}
