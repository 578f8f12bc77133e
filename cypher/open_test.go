package cypher_test

import (
	"errors"
	"strings"
	"testing"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
)

// TestOpenRefuses: each refusal is one sentence that says what is wrong and what to do, without a word of the driver's.
func TestOpenRefuses(t *testing.T) {
	uri := neo4jtest.URI(t)
	for name, test := range map[string]struct {
		options cypher.Options
		before  string // a statement that spoils the graph first
		code    estate.Code
		says    string
	}{
		"no server there":       {options: cypher.Options{URI: "bolt://127.0.0.1:1"}, code: estate.CodeUnavailable, says: "127.0.0.1:1"},
		"not an address":        {options: cypher.Options{URI: "http://127.0.0.1:7687"}, code: estate.CodeInvalid, says: "neo4j://host:7687"},
		"a server that is old":  {options: cypher.Options{URI: uri, RequiredVersion: "9999.1"}, code: estate.CodeConflict, says: "9999.1"},
		"written by newer code": {options: cypher.Options{URI: uri}, before: "MATCH (m:Meta) SET m.ruleVersion = m.ruleVersion + 1", code: estate.CodeConflict, says: "newer version"},
	} {
		t.Run(name, func(t *testing.T) {
			neo4jtest.Open(t)
			if test.before != "" {
				neo4jtest.Query(t, test.before, nil)
			}
			_, err := cypher.Open(t.Context(), test.options)
			e, ok := errors.AsType[*estate.Error](err)
			if !ok || e.Code != test.code || !strings.Contains(e.Message, test.says) {
				t.Fatalf("got %v, want %s that names %q", err, test.code, test.says)
			}
			for _, word := range []string{"\n", "ConnectivityError", "neo4j.", "dial tcp"} {
				if strings.Contains(e.Message, word) {
					t.Errorf("the message holds %q: %s", word, e.Message)
				}
			}
		})
	}
}
