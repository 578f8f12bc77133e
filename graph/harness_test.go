package graph_test

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

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/graph"
	"boroughgraph/sqlite"
)

// today is the day that all tests of the package take place on.
const today estate.Date = "2026-11-23"

func TestMain(m *testing.M) { neo4jtest.Main(m) }

// engine answers operations over a store and counts the statements it sends.
type engine struct {
	*executor.Executor
	log *bytes.Buffer // what was logged

	mu   sync.Mutex
	sent map[string]int // statements by name, since the last answer
}

// stores are the ways to open an engine over the bundled facts, by the name of their database.
var stores = map[string]func(*testing.T) *engine{
	"sqlite": bundledOnSQLite,
	"neo4j":  bundledOnNeo4j,
}

// shared is the engine over the bundled facts on SQLite that all tests of the package
// read from, opened by the first: filling a store is most of the time that a test takes.
var shared struct {
	once   sync.Once
	engine *engine
}

func bundledOnSQLite(t *testing.T) *engine {
	t.Helper()
	shared.once.Do(func() {
		shared.engine = onSQLite(t, bundledFacts(t))
	})
	if shared.engine == nil {
		t.Fatal("the bundled facts could not be read")
	}
	return shared.engine
}

// onSQLite is an engine over facts in a store in memory, which lives as long as the process.
func onSQLite(t *testing.T, facts *estate.Changes) *engine {
	t.Helper()
	e := &engine{}
	s, err := sqlite.Open(context.Background(), sqlite.Options{OnStatement: e.count})
	if err != nil {
		t.Fatal(err)
	}
	e.over(t, s, facts)
	return e
}

func bundledOnNeo4j(t *testing.T) *engine {
	t.Helper()
	e := &engine{}
	e.over(t, neo4jtest.Open(t, func(o *cypher.Options) { o.OnStatement = e.count }), bundledFacts(t))
	return e
}

func (e *engine) over(t *testing.T, s estate.Store, facts *estate.Changes) {
	t.Helper()
	in := storetest.Import(facts)
	in.Batch.ID = "Batch:bundled" // the same at every run, for the golden files
	report, err := s.Apply(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Rejected) > 0 {
		t.Fatalf("facts were rejected: %v", report.Rejected)
	}
	e.executor(s)
}

// executor answers over a store as the server does.
func (e *engine) executor(s estate.Store) {
	e.log = &bytes.Buffer{}
	log := slog.New(slog.NewTextHandler(e.log, nil))
	e.Executor = executor.New(graph.New(s, func() estate.Date { return today }))
	e.SetErrorPresenter(graph.Present(log))
	e.SetRecoverFunc(graph.Recover(log))
}

func (e *engine) count(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.sent[name]++
}

// answer runs an operation and returns its response and the statements that were sent for it.
func (e *engine) answer(t *testing.T, query string, variables map[string]any) (*graphql.Response, map[string]int) {
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
	// Fields fail in no order.
	slices.SortFunc(response.Errors, func(a, b *gqlerror.Error) int {
		return cmp.Compare(a.Path.String()+a.Message, b.Path.String()+b.Message)
	})
	e.mu.Lock()
	defer e.mu.Unlock()
	return response, maps.Clone(e.sent)
}

// mustAnswer is answer where nothing may fail.
func (e *engine) mustAnswer(t *testing.T, query string, variables map[string]any) (data map[string]any, sent map[string]int) {
	t.Helper()
	response, sent := e.answer(t, query, variables)
	if len(response.Errors) > 0 {
		t.Fatalf("it failed: %v", response.Errors)
	}
	if err := json.Unmarshal(response.Data, &data); err != nil {
		t.Fatal(err)
	}
	return data, sent
}

// lines are statements as a golden file holds them: "name count", sorted.
func lines(sent map[string]int) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		fmt.Fprintf(&b, "%s %d\n", name, sent[name])
	}
	return b.String()
}

// variablesOf reads variables as a transport does, numbers kept as they are written.
func variablesOf(t *testing.T, text []byte) map[string]any {
	t.Helper()
	if len(bytes.TrimSpace(text)) == 0 {
		return nil
	}
	var v map[string]any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("variables: %v", err)
	}
	return v
}
