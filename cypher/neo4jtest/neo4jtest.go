// Package neo4jtest gives tests a Neo4j to run against: the server at NEO4J_URI, else a
// container, else a server started from Maven's artifacts. It is for tests only.
//
// A package that uses it has TestMain call Main, and opens stores with Open, one
// test at a time: the Community edition has one database, and Open empties it.
package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"boroughgraph/cypher"
)

// shared is the server that all tests of one process use, started when the first one asks.
var shared struct {
	once   sync.Once
	flags  []string
	server *Server
	lock   *os.File
	err    error
}

// Ordinary are the flags for a server whose work is to be measured: as an ordinary server does, Java compiles well what
// runs often, and Neo4j plans a statement anew once the graph has grown, at most every ten seconds.
var Ordinary = []string{"-XX:TieredStopAtLevel=4", "-Dreplan=PT10S"}

// Main runs the tests of a package and stops the server after them. It ends the process. Flags
// are for Java, where the server is started with it.
func Main(m *testing.M, flags ...string) {
	shared.flags = flags
	status := 2 // what a panic leaves
	defer func() {
		stop()
		os.Exit(status)
	}()
	status = m.Run()
}

func stop() {
	if shared.server != nil {
		if err := shared.server.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, "stopping Neo4j:", err)
		}
	}
	if shared.lock != nil {
		shared.lock.Close() // lets the next package in
	}
}

// URI is where the server answers. Where there is none the test is skipped, loudly,
// and fails where CI is true.
func URI(tb testing.TB) string {
	tb.Helper()
	shared.once.Do(func() {
		if shared.lock, shared.err = takeTurn(); shared.err == nil {
			shared.server, shared.err = Start(context.Background(), shared.flags...)
		}
	})
	switch {
	case shared.err == nil:
		return shared.server.URI
	case os.Getenv("CI") == "true":
		tb.Fatalf("no Neo4j to test against: %v", shared.err)
	default:
		tb.Skipf("LEFT OUT: nothing in this test ran, for there is no Neo4j: set NEO4J_URI, or have Docker or Java 17 with Maven (%v)", shared.err)
	}
	return ""
}

// Open empties the database and opens a store on it, which is closed when the test ends.
func Open(tb testing.TB, opts ...func(*cypher.Options)) *cypher.Store {
	tb.Helper()
	o := Options(tb)
	for _, opt := range opts {
		opt(&o)
	}
	if err := wipe(tb.Context(), o); err != nil {
		tb.Fatalf("emptying the database: %v", err)
	}
	store, err := cypher.Open(tb.Context(), o)
	if err != nil {
		tb.Fatalf("opening the store: %v", err)
	}
	tb.Cleanup(func() {
		ctx, done := context.WithTimeout(context.Background(), 10*time.Second)
		defer done()
		if err := store.Close(ctx); err != nil {
			tb.Errorf("closing the store: %v", err)
		}
	})
	return store
}

// Timeout is how long a read may take in a test. The server plans a statement when it first comes, within the
// time of that read: on a busy machine that takes longer than a user's read may.
const Timeout = 5 * time.Minute

// Options returns how to reach the server.
func Options(tb testing.TB) cypher.Options {
	tb.Helper()
	// A server that shares its processors with other tests may be slow to answer a ping, too.
	o := cypher.Options{URI: URI(tb), Timeout: Timeout, Silence: Timeout}
	if !shared.server.local {
		o.Username, o.Password, o.Database = os.Getenv("NEO4J_USERNAME"), os.Getenv("NEO4J_PASSWORD"), os.Getenv("NEO4J_DATABASE")
	}
	return o
}

// Query sends a statement past the store, to look at the graph or to spoil it, and returns its rows.
func Query(tb testing.TB, statement string, parameters map[string]any) []map[string]any {
	tb.Helper()
	result, err := send(tb.Context(), Options(tb), statement, parameters)
	if err != nil {
		tb.Fatalf("%s: %v", statement, err)
	}
	rows := make([]map[string]any, len(result.Records))
	for i, r := range result.Records {
		rows[i] = r.AsMap()
	}
	return rows
}

// wipe takes away all nodes but the mark of a database that is for tests; the schema
// stays, which an open checks in any case. A database that holds something and lacks
// the mark is somebody's graph: it is left alone, and that is an error.
func wipe(ctx context.Context, o cypher.Options) error {
	const state = "RETURN EXISTS { (:BoroughgraphTest) } AS marked, EXISTS { MATCH (n) WHERE NOT n:BoroughgraphTest } AS held"
	result, err := send(ctx, o, state, nil)
	if err != nil {
		return err
	}
	switch now := result.Records[0].AsMap(); {
	case now["marked"] != true && now["held"] == true:
		return errors.New("the database at NEO4J_URI holds a graph that no test has left: give the tests a server of their own, which they empty")
	case now["marked"] != true:
		if _, err := send(ctx, o, "CREATE (:BoroughgraphTest)", nil); err != nil {
			return err
		}
	}
	for _, statement := range []string{ // relationships first, since some nodes have more than one transaction holds
		"MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS",
		"MATCH (n) WHERE NOT n:BoroughgraphTest CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS",
	} {
		if _, err := sendAlone(ctx, o, statement); err != nil {
			return err
		}
	}
	return nil
}

// sendAlone sends a statement that commits on the way, such as one that empties a large graph.
func sendAlone(ctx context.Context, o cypher.Options, statement string) (summary neo4j.ResultSummary, err error) {
	driver, err := neo4j.NewDriverWithContext(o.URI, authOf(o))
	if err != nil {
		return nil, err
	}
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: o.Database})
	result, err := session.Run(ctx, statement, nil)
	if err == nil {
		summary, err = result.Consume(ctx)
	}
	return summary, errors.Join(err, session.Close(ctx), driver.Close(ctx))
}

func send(ctx context.Context, o cypher.Options, statement string, parameters map[string]any) (*neo4j.EagerResult, error) {
	driver, err := neo4j.NewDriverWithContext(o.URI, authOf(o))
	if err != nil {
		return nil, err
	}
	result, err := neo4j.ExecuteQuery(ctx, driver, statement, parameters, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(o.Database))
	return result, errors.Join(err, driver.Close(ctx))
}

func authOf(o cypher.Options) neo4j.AuthToken {
	if o.Username == "" && o.Password == "" {
		return neo4j.NoAuth()
	}
	return neo4j.BasicAuth(o.Username, o.Password, "")
}

// Plan is the operators by which the server would run a statement, outermost first: "NodeIndexSeek@neo4j RANGE INDEX
// s:System(id) WHERE id = $id".
func Plan(tb testing.TB, statement string) []string {
	tb.Helper()
	summary, err := sendAlone(tb.Context(), Options(tb), "EXPLAIN "+statement)
	if err != nil {
		tb.Fatalf("%s: %v", statement, err)
	}
	var operators []string
	// The driver's Children are the last child again and again (5.28: they share a loop's variable, in a module of before Go 1.22), so
	// what it holds is read past it: a db.Plan.
	var walk func(reflect.Value)
	walk = func(p reflect.Value) {
		operator := p.FieldByName("Operator").String()
		if details := p.FieldByName("Arguments").MapIndex(reflect.ValueOf("Details")); details.IsValid() {
			operator += fmt.Sprint(" ", details)
		}
		operators = append(operators, operator)
		children := p.FieldByName("Children")
		for i := range children.Len() {
			walk(children.Index(i))
		}
	}
	walk(reflect.ValueOf(summary.Plan()).Elem().FieldByName("plan").Elem())
	return operators
}
