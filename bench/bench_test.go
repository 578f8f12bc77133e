package bench

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/graph"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
	"boroughgraph/synthetic"
)

func TestMain(m *testing.M) { neo4jtest.Main(m, neo4jtest.Ordinary...) }

const (
	seed = 1
	// patience is how long a statement may take. It is longer than the server allows, because a
	// benchmark needs the figure.
	patience = 5 * time.Minute
)

// sizes returns the numbers of contracts to measure at, from BENCH_SIZES, "3000,100000".
func sizes(b *testing.B) []int {
	var ns []int
	for text := range strings.SplitSeq(cmp.Or(os.Getenv("BENCH_SIZES"), "3000,100000"), ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 {
			b.Fatalf("BENCH_SIZES must be numbers of contracts with commas between them, not %q", os.Getenv("BENCH_SIZES"))
		}
		ns = append(ns, n)
	}
	return ns
}

// stores returns the databases to measure, from BENCH_STORES, "sqlite,neo4j".
func stores(b *testing.B) []string {
	names := strings.Split(cmp.Or(os.Getenv("BENCH_STORES"), "sqlite,neo4j"), ",")
	for _, name := range names {
		if name != "sqlite" && name != "neo4j" {
			b.Fatalf("BENCH_STORES may name sqlite and neo4j, not %q", name)
		}
	}
	return names
}

// engine answers operations over a store without the limits of the HTTP side. It counts the
// statements that the store sends.
type engine struct {
	*executor.Executor
	store     estate.Store
	contracts int

	mu   sync.Mutex
	sent int
}

// open opens a store with a synthetic estate of n contracts, and fills it unless it holds one
// already.
func open(b *testing.B, database string, n int) *engine {
	b.Helper()
	e := &engine{contracts: n}
	if database == "sqlite" {
		e.store = openSQLite(b, kept(b, n), e.count)
	} else {
		e.store = openNeo4j(b, n, e.count)
	}
	if !holds(b, e.store, n) {
		fill(b, e.store, database, n)
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	e.Executor = executor.New(graph.New(e.store, func() estate.Date { return synthetic.Day }))
	e.SetErrorPresenter(graph.Present(log))
	e.SetRecoverFunc(graph.Recover(log))
	return e
}

// kept returns a file in the folder BENCH_KEEP, if that is set, so that a later run finds it
// filled.
func kept(b *testing.B, n int) string {
	folder := os.Getenv("BENCH_KEEP")
	if folder == "" {
		folder = b.TempDir()
	}
	return filepath.Join(folder, fmt.Sprintf("synthetic-%d.db", n))
}

func openSQLite(b *testing.B, path string, count func(context.Context, string) func(error)) estate.Store {
	b.Helper()
	s, err := sqlite.Open(b.Context(), sqlite.Options{Path: path, Timeout: patience, OnStatement: count})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close(context.Background()) })
	return s
}

// empty returns a store that holds nothing.
func empty(b *testing.B, database string) estate.Store {
	b.Helper()
	if database == "sqlite" {
		return openSQLite(b, filepath.Join(b.TempDir(), "empty.db"), nil)
	}
	return neo4jtest.Open(b, patient(nil))
}

// patient gives statements more time, and has them counted.
func patient(count func(context.Context, string) func(error)) func(*cypher.Options) {
	return func(o *cypher.Options) { o.Timeout, o.OnStatement = patience, count }
}

// openNeo4j opens the database. It empties it first unless an earlier run left exactly this estate
// in it.
func openNeo4j(b *testing.B, n int, count func(context.Context, string) func(error)) estate.Store {
	b.Helper()
	held := neo4jtest.Query(b, "RETURN COUNT { (:Contract) } AS contracts, COUNT { (s:Source) WHERE NOT s.synthetic } AS real", nil)[0]
	if held["contracts"] != int64(n) || held["real"] != int64(0) {
		return neo4jtest.Open(b, patient(count))
	}
	o := neo4jtest.Options(b)
	patient(count)(&o)
	s, err := cypher.Open(b.Context(), o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close(context.Background()) })
	return s
}

// holds reports whether a store holds a synthetic estate of n contracts.
func holds(b *testing.B, s estate.Store, n int) bool {
	b.Helper()
	counts, err := s.Counts(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	return counts[estate.KindContract] == n && counts[estate.KindSource] == len(synthetic.Sources())
}

// fill imports the estate and notes how long that took and how much memory it needed.
func fill(b *testing.B, s estate.Store, database string, n int) {
	b.Helper()
	ground, err := facts.Read(data.Files)
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	facts := 0
	parts := func(yield func(*estate.Changes, error) bool) {
		for part, err := range synthetic.Estate(ground, n, seed) {
			if err == nil {
				facts += len(part.Facts())
			}
			if !yield(part, err) {
				return
			}
		}
	}
	apply(b, s, parts)
	imports = append(imports, imported{database, n, facts, time.Since(began), storetest.PeakMemory()})
}

// apply imports parts.
func apply(b *testing.B, s estate.Store, parts iter.Seq2[*estate.Changes, error]) {
	b.Helper()
	in := estate.Import{Batch: estate.NewBatch(time.Now(), estate.FormGenerated, "a benchmark", ""), Parts: parts}
	if report, err := s.Apply(b.Context(), in); err != nil || len(report.Rejected) > 0 {
		b.Fatal(err, report)
	}
}

func (e *engine) count(context.Context, string) (done func(error)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.sent++
	return nil
}

// answer runs an operation.
func (e *engine) answer(b *testing.B, query string, variables map[string]any) json.RawMessage {
	b.Helper()
	ctx := graphql.StartOperationTrace(b.Context())
	op, errs := e.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
	if errs != nil {
		b.Fatal(errs)
	}
	next, ctx := e.DispatchOperation(ctx, op)
	response := next(ctx)
	if len(response.Errors) > 0 {
		b.Fatal(response.Errors)
	}
	return response.Data
}

// read runs an operation and decodes its data.
func read[T any](b *testing.B, e *engine, query string, variables map[string]any) T {
	b.Helper()
	var into T
	d := json.NewDecoder(bytes.NewReader(e.answer(b, query, variables)))
	if err := d.Decode(&into); err != nil {
		b.Fatal(err)
	}
	return into
}

// BenchmarkOperations measures each operation on each store and size, and prints the
// table of docs/performance.md at the end.
func BenchmarkOperations(b *testing.B) {
	for _, database := range stores(b) {
		for _, n := range sizes(b) {
			b.Run(fmt.Sprintf("%s/%d", database, n), func(b *testing.B) {
				e := open(b, database, n)
				f := find(b, e)
				for _, o := range operations {
					b.Run(strings.ReplaceAll(o.name, " ", "_"), func(b *testing.B) { e.measure(b, o, f, database) })
				}
			})
		}
	}
	fmt.Print(tables(stores(b), sizes(b)))
}

func (e *engine) measure(b *testing.B, o operation, f found, database string) {
	query := o.text(b, f)
	var variables map[string]any
	if o.variables != nil {
		variables = o.variables(b, e, f)
	}
	e.answer(b, query, variables) // once unmeasured, so that everything is compiled and cached
	e.sent = 0
	e.answer(b, query, variables)
	m := measured{database: database, contracts: e.contracts, operation: o.name, statements: e.sent}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		e.answer(b, query, variables)
		took = append(took, time.Since(began))
	}
	runtime.ReadMemStats(&after)
	slices.Sort(took)
	m.median = took[len(took)/2]
	m.bytes, m.allocs = (after.TotalAlloc-before.TotalAlloc)/uint64(b.N), (after.Mallocs-before.Mallocs)/uint64(b.N)
	b.ReportMetric(float64(m.median.Nanoseconds()), "median-ns/op")
	b.ReportMetric(float64(m.statements), "statements/op")
	b.ReportMetric(float64(m.bytes), "B/op")
	b.ReportMetric(float64(m.allocs), "allocs/op")
	results = append(results, m)
}
