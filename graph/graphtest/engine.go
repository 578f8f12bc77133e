// Package graphtest runs GraphQL operations over a store as the server does, and compares the
// answers with the golden files in graph/testdata. The tests of graph and of each store share it.
//
//	e := &graphtest.Engine{}
//	e.Fill(t, open(t, e.Count), facts)
//	graphtest.Run(t, e, "../graph/testdata")
package graphtest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/graph"
)

// Today is the day on which every test takes place.
const Today estate.Date = "2026-11-23"

// Engine answers operations over a store and counts the statements that the store sends.
// Its zero value counts; Serve or Fill gives it a store.
type Engine struct {
	*executor.Executor
	Log *bytes.Buffer // what the server would log

	mu   sync.Mutex
	sent map[string]int // statements by name, since Answer was last called
}

// Fill applies facts to a store and serves it. The batch has the same id in every run, because
// golden files show it.
func (e *Engine) Fill(t *testing.T, s estate.Store, facts *estate.Changes) {
	t.Helper()
	in := storetest.Import(facts)
	in.Batch.ID = "Batch:bundled"
	report, err := s.Apply(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Rejected) > 0 {
		t.Fatalf("facts were rejected: %v", report.Rejected)
	}
	e.Serve(s)
}

// Serve answers over a store from now on.
func (e *Engine) Serve(s estate.Store) {
	e.Log = &bytes.Buffer{}
	log := slog.New(slog.NewTextHandler(e.Log, nil))
	e.Executor = executor.New(graph.New(s, func() estate.Date { return Today }))
	e.SetErrorPresenter(graph.Present(log))
	e.SetRecoverFunc(graph.Recover(log))
}

// Count counts a statement. It is the OnStatement of the store.
func (e *Engine) Count(_ context.Context, name string) (done func(error)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.sent == nil {
		e.sent = map[string]int{}
	}
	e.sent[name]++
	return nil
}

// Answer runs an operation. It returns the response, and the number of times that each statement
// was sent for it. Errors are sorted by path and message, because fields fail in any order.
func (e *Engine) Answer(t *testing.T, query string, variables map[string]any) (*graphql.Response, map[string]int) {
	t.Helper()
	e.mu.Lock()
	e.sent = map[string]int{}
	e.mu.Unlock()
	ctx := graphql.StartOperationTrace(t.Context())
	op, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
	if errs != nil {
		return e.DispatchError(graphql.WithOperationContext(ctx, op), errs), e.sent
	}
	next, ctx := e.DispatchOperation(ctx, op)
	response := next(ctx)
	slices.SortFunc(response.Errors, func(a, b *gqlerror.Error) int {
		return cmp.Compare(a.Path.String()+a.Message, b.Path.String()+b.Message)
	})
	e.mu.Lock()
	defer e.mu.Unlock()
	return response, maps.Clone(e.sent)
}

// MustAnswer calls Answer for an operation that must not fail, and returns its data.
func (e *Engine) MustAnswer(t *testing.T, query string, variables map[string]any) (data map[string]any, sent map[string]int) {
	t.Helper()
	response, sent := e.Answer(t, query, variables)
	if len(response.Errors) > 0 {
		t.Fatalf("it failed: %v", response.Errors)
	}
	if err := json.Unmarshal(response.Data, &data); err != nil {
		t.Fatal(err)
	}
	return data, sent
}

// Lines returns counts of statements in the form of a golden file: one "name count" a line, sorted
// by name.
func Lines(sent map[string]int) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		fmt.Fprintf(&b, "%s %d\n", name, sent[name])
	}
	return b.String()
}
