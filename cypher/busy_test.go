package cypher_test

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"testing"
	"time"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
)

// throughLine opens a store whose connections to the server run through a line.
func throughLine(t *testing.T, o cypher.Options) (*line, *cypher.Store) {
	t.Helper()
	at, err := url.Parse(o.URI)
	if err != nil {
		t.Fatal(err)
	}
	l, near := newLine(t, at.Host)
	o.URI = "bolt://" + near
	store, err := cypher.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
		defer stop()
		_ = store.Close(ctx)
	})
	return l, store
}

// If the server pauses for less than Silence, for example to collect garbage, or gets more reads
// than there are connections, all reads are answered in the end. None is UNAVAILABLE.
func testABusyServerAnswersAllReads(t *testing.T) {
	o := neo4jtest.Options(t)
	o.Silence, o.Timeout = 4*time.Second, 2*time.Minute
	l, store := throughLine(t, o)
	const more = 110 // the driver's pool has 100 connections
	var reads sync.WaitGroup
	for range more {
		reads.Go(func() {
			if err := store.Send(t.Context(), "UNWIND range(1, 50000) AS n RETURN sum(n) AS sum"); err != nil {
				t.Errorf("a read: %v", err)
			}
		})
	}
	for range 3 {
		l.silence()
		time.Sleep(time.Second)
		l.resume()
		if err := store.Ready(t.Context()); err != nil {
			t.Errorf("after a pause: %v", err)
		}
	}
	reads.Wait()
}

// Open waits for a server that does not listen yet, says so, and ends with its context.
func testOpenWaitsForTheServer(t *testing.T) {
	o := neo4jtest.Options(t)
	at, err := url.Parse(o.URI)
	if err != nil {
		t.Fatal(err)
	}
	l, near := newLine(t, at.Host)
	o.URI, o.Wait = "bolt://"+near, time.Minute
	l.cut()
	ctx, stop := context.WithCancel(t.Context())
	o.OnWait = func(err error) {
		refusal(t, err, estate.CodeUnavailable, "no Neo4j server answers at "+o.URI)
		stop()
	}
	if _, err := cypher.Open(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("with its context ended it returned %v", err)
	}
	waited := 0
	o.OnWait = func(error) {
		if waited++; waited == 2 {
			l.open(t, near)
		}
	}
	store, err := cypher.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(store.Ready(t.Context()), store.Close(t.Context())); err != nil || waited < 2 {
		t.Errorf("after %d attempts: %v", waited, err)
	}
}
