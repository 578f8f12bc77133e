package cypher

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"boroughgraph/estate"
)

func server(code string) error { return &neo4j.Neo4jError{Code: code, Msg: "what the driver says"} }

func TestTranslate(t *testing.T) {
	own := estate.Invalidf("not so")
	cases := map[string]struct {
		err  error
		want estate.Code
	}{
		"an estate.Error is returned as it is": {fmt.Errorf("wrapped: %w", own), estate.CodeInvalid},
		"the server's own limit":               {server("Neo.ClientError.Transaction.TransactionTimedOut"), estate.CodeTimeout},
		"the limit that we set":                {server("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"), estate.CodeTimeout},
		"stopped by an administrator":          {server("Neo.ClientError.Transaction.Terminated"), estate.CodeTimeout},
		"a transaction too large":              {server("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), estate.CodeTooCostly},
		"a key is already taken":               {server("Neo.ClientError.Schema.ConstraintValidationFailed"), estate.CodeConflict},
		"the password was changed meanwhile":   {server("Neo.ClientError.Security.Unauthorized"), estate.CodeUnavailable},
		"a deadlock after all retries":         {server("Neo.TransientError.Transaction.DeadlockDetected"), estate.CodeUnavailable},
		"retries that ran out":                 {&neo4j.TransactionExecutionLimit{Cause: "timeout", Errors: []error{server("Neo.TransientError.General.DatabaseUnavailable")}}, estate.CodeUnavailable},
		"retries that ran out on the network":  {&neo4j.TransactionExecutionLimit{Cause: "timeout", Errors: []error{&neo4j.ConnectivityError{Inner: errors.New("refused")}}}, estate.CodeUnavailable},
		"no connection":                        {&neo4j.ConnectivityError{Inner: errors.New("refused")}, estate.CodeUnavailable},
		"a syntax error":                       {server("Neo.ClientError.Statement.SyntaxError"), estate.CodeInternal},
		"any other error":                      {errors.New("boom"), estate.CodeInternal},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, ok := errors.AsType[*estate.Error](translate(t.Context(), "boroughs", c.err))
			if !ok || got.Code != c.want {
				t.Fatalf("got %v, want %s", got, c.want)
			}
			if strings.Contains(got.Message, "driver") || strings.Contains(got.Message, "boom") || strings.Contains(got.Message, "refused:") {
				t.Errorf("its message repeats the cause: %s", got.Message)
			}
			if !errors.Is(got, c.err) && !errors.Is(c.err, got) {
				t.Errorf("its cause is lost: %v", got)
			}
		})
	}
	if err := translate(t.Context(), "boroughs", nil); err != nil {
		t.Errorf("nil became %v", err)
	}
}

// A context that has ended gives TIMEOUT, whatever error the driver returns.
func TestTranslateEndedContext(t *testing.T) {
	ended, stop := context.WithTimeout(t.Context(), -time.Second)
	defer stop()
	err := translate(ended, "boroughs", &neo4j.ConnectivityError{Inner: errors.New("i/o timeout")})
	if got, ok := errors.AsType[*estate.Error](err); !ok || got.Code != estate.CodeTimeout || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want %s", err, estate.CodeTimeout)
	}
}

func TestConnecting(t *testing.T) {
	refusal := connecting(server("Neo.ClientError.Security.Unauthorized"), "bolt://db:7687")
	if want := "the Neo4j server at bolt://db:7687 refused the user name or the password: set NEO4J_USERNAME and NEO4J_PASSWORD to those of the server"; message(refusal) != want {
		t.Errorf("got  %s\nwant %s", message(refusal), want)
	}
	silence := connecting(&neo4j.ConnectivityError{Inner: errors.New("refused")}, "bolt://db:7687")
	if want := "no Neo4j server answers at bolt://db:7687: start it, or correct the address"; message(silence) != want {
		t.Errorf("got  %s\nwant %s", message(silence), want)
	}
}

func message(err error) string {
	e, _ := errors.AsType[*estate.Error](err)
	return e.Message
}
