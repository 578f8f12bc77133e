// Package neo4jtest gives tests a Neo4j to run against. It uses the server at NEO4J_URI, otherwise
// a container, otherwise a server started from Maven's artifacts. It is for tests only.
//
// The Community edition has one database, and Open empties it. So one package, cypher, holds every
// test that needs a Neo4j, and its TestMain calls Main. Tests run in parallel only if they read the
// same store. No package has to wait for another.
package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"boroughgraph/cypher"
)

// shared is the server that all tests of a process use. The first test that asks for it starts it.
var shared struct {
	once   sync.Once
	flags  []string
	server *Server
	driver neo4j.DriverWithContext // for statements that the tests send past the store
	// meta holds the properties of the Meta node of an empty store, once one has been opened.
	meta map[string]any
	err  error
}

// Ordinary holds the flags for a server whose work is measured. As on an ordinary server, Java's
// second compiler optimises what runs often. Neo4j plans a statement again once the graph has
// grown, at most every ten seconds.
var Ordinary = []string{"-XX:TieredStopAtLevel=4", "-Dreplan=PT10S"}

// Main runs the tests of a package, stops the server after them and ends the process. The flags are
// for Java, if Java runs the server.
func Main(m *testing.M, flags ...string) {
	shared.flags = flags
	status := 2 // the status after a panic
	defer func() {
		stop()
		os.Exit(status)
	}()
	status = m.Run()
}

func stop() {
	if shared.driver != nil {
		shared.driver.Close(context.Background())
	}
	if shared.server != nil {
		if err := shared.server.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, "stopping Neo4j:", err)
		}
	}
}

// start finds or starts the server and connects to it.
func start(ctx context.Context) error {
	server, err := Start(ctx, shared.flags...)
	if err != nil {
		return err
	}
	shared.server = server
	o := options()
	auth := neo4j.NoAuth()
	if o.Username != "" || o.Password != "" {
		auth = neo4j.BasicAuth(o.Username, o.Password, "")
	}
	shared.driver, err = neo4j.NewDriverWithContext(o.URI, auth)
	return err
}

// URI returns the server's address. Without a server it skips the test, loudly, or fails it if CI
// is true.
func URI(tb testing.TB) string {
	tb.Helper()
	shared.once.Do(func() { shared.err = start(context.Background()) })
	switch {
	case shared.err == nil:
		return shared.server.URI
	case os.Getenv("CI") == "true":
		tb.Fatalf("no Neo4j to test against: %v", shared.err)
	default:
		tb.Skipf("LEFT OUT: nothing in this test ran, because there is no Neo4j: set NEO4J_URI, or have Docker or Java 17 with Maven (%v)", shared.err)
	}
	return ""
}

// Open empties the database and opens a store on it. The store is closed when the test ends.
func Open(tb testing.TB, opts ...func(*cypher.Options)) *cypher.Store {
	tb.Helper()
	o := Options(tb)
	for _, opt := range opts {
		opt(&o)
	}
	if err := Empty(tb.Context()); err != nil {
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
	if shared.meta == nil {
		shared.meta = Query(tb, "MATCH (m:Meta) RETURN properties(m) AS meta", nil)[0]["meta"].(map[string]any)
	}
	return store
}

// Timeout is how long a read or a ping may take in a test. It is long because the server plans a
// statement within the time of its first read. On a busy machine planning alone takes longer than a
// user's read may.
const Timeout = 5 * time.Minute

// Options returns the options that reach the server.
func Options(tb testing.TB) cypher.Options {
	tb.Helper()
	URI(tb)
	return options()
}

func options() cypher.Options {
	o := cypher.Options{URI: shared.server.URI, Timeout: Timeout, Silence: Timeout}
	if !shared.server.local {
		o.Username, o.Password, o.Database = os.Getenv("NEO4J_USERNAME"), os.Getenv("NEO4J_PASSWORD"), os.Getenv("NEO4J_DATABASE")
	}
	return o
}

// Query sends a statement past the store, to look at the graph or to damage it. It returns the
// rows.
func Query(tb testing.TB, statement string, parameters map[string]any) []map[string]any {
	tb.Helper()
	URI(tb)
	rows, err := send(tb.Context(), statement, parameters)
	if err != nil {
		tb.Fatalf("%s: %v", statement, err)
	}
	return rows
}

// large is the number of nodes and relationships that one transaction may delete.
const large = 50_000

// Empty deletes every node except the mark of a database for tests. It keeps the schema and the
// version of an empty store, so that the next open need not check the schema statement by
// statement. If a database holds data and lacks the mark, Empty leaves it alone and returns an
// error, because somebody may need it.
func Empty(ctx context.Context) error {
	rows, err := send(ctx, `RETURN EXISTS { (:BoroughgraphTest) } AS marked,
		EXISTS { MATCH (n) WHERE NOT n:BoroughgraphTest } AS held, COUNT { () } + COUNT { ()-->() } AS size`, nil)
	if err != nil {
		return err
	}
	now := rows[0]
	if now["marked"] != true {
		if now["held"] == true {
			return errors.New("the database at NEO4J_URI holds a graph that no test has left: give the tests a server of their own, which they empty")
		}
		if _, err := send(ctx, "CREATE (:BoroughgraphTest)", nil); err != nil {
			return err
		}
	}
	statements := []string{"MATCH (n) WHERE NOT n:BoroughgraphTest DETACH DELETE n"}
	if now["size"].(int64) > large { // relationships first, because some nodes have more than one transaction can delete
		statements = []string{
			"MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS",
			"MATCH (n) WHERE NOT n:BoroughgraphTest CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS",
		}
	}
	for _, statement := range statements {
		if _, err := send(ctx, statement, nil); err != nil {
			return err
		}
	}
	if shared.meta == nil {
		return nil
	}
	_, err = send(ctx, "CREATE (m:Meta) SET m = $meta", map[string]any{"meta": shared.meta})
	return err
}

// send runs a statement, which may commit transactions of its own, and returns its rows.
func send(ctx context.Context, statement string, parameters map[string]any) ([]map[string]any, error) {
	session := shared.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: options().Database})
	result, err := session.Run(ctx, statement, parameters)
	var rows []map[string]any
	for err == nil && result.Next(ctx) {
		rows = append(rows, result.Record().AsMap())
	}
	if err == nil {
		err = result.Err()
	}
	return rows, errors.Join(err, session.Close(ctx))
}
