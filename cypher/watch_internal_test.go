package cypher

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func TestReadsEndWhenTheServerIsSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var silent atomic.Bool
		var pings atomic.Int64
		w := newWatch(func(ctx context.Context) error {
			pings.Add(1)
			if silent.Load() {
				<-ctx.Done()
				return ctx.Err()
			}
			return nil
		}, defaultSilence)
		w.on.Store(true)

		// A slow read continues as long as the server answers pings.
		ctx, stop, err := w.during(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		if ctx.Err() != nil || pings.Load() < 4 {
			t.Errorf("a slow read: %v after %d pings", ctx.Err(), pings.Load())
		}
		stop()

		// A silent server ends a read within a second.
		silent.Store(true)
		began := time.Now()
		ctx, stop, err = w.during(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		<-ctx.Done()
		if took := time.Since(began); took > time.Second || !hasGone(ctx, nil) {
			t.Errorf("it ended after %s with %v", took, context.Cause(ctx))
		}
		stop()

		// The next reads fail at once and send no more pings.
		sent := pings.Load()
		for range 100 {
			if _, _, err := w.during(t.Context()); !errors.Is(err, errGone) {
				t.Fatalf("got %v", err)
			}
		}
		if pings.Load() != sent {
			t.Errorf("%d pings were sent for 100 reads", pings.Load()-sent)
		}

		// Once it answers again, reads are let through after at most reopenAfter.
		silent.Store(false)
		time.Sleep(reopenAfter + time.Millisecond)
		ctx, stop, err = w.during(t.Context())
		if err != nil || ctx.Err() != nil {
			t.Errorf("after the server is back: %v", err)
		} else {
			stop()
		}
		synctest.Wait()
	})
}

// A server that is late with pings but answers other reads, or refuses the ping, is busy and not
// gone.
func TestABusyServerHasNotGone(t *testing.T) {
	late := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	for name, c := range map[string]struct {
		ping    func(context.Context) error
		answers bool
		gone    bool
	}{
		"late with pings, and other reads are answered": {late, true, false},
		"late with pings, and nothing else is heard":    {late, false, true},
		"it has no thread for the ping": {func(context.Context) error {
			return &neo4j.Neo4jError{Code: "Neo.TransientError.Request.NoThreadsAvailable"}
		}, false, false},
		"it takes no connection": {func(context.Context) error {
			return &neo4j.ConnectivityError{Inner: errors.New("refused")}
		}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWatch(c.ping, defaultSilence)
				w.on.Store(true)
				ctx, stop, err := w.during(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				defer stop()
				for range 50 { // ten seconds
					time.Sleep(patience)
					if c.answers {
						w.heard.Add(1)
					}
				}
				if got := hasGone(ctx, nil); got != c.gone {
					t.Errorf("gone is %v, want %v", got, c.gone)
				}
			})
		})
	}
}
