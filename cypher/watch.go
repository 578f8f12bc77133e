package cypher

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/sony/gobreaker/v2"
	"golang.org/x/sync/singleflight"
)

// A server that is paused, or whose network is cut, doesn't refuse a read: it is silent, and the
// driver waits as long as it may. So a read that takes longer than patience has the server pinged
// on another connection. If the ping fails, all reads end at once, and new ones fail without being
// sent until a ping succeeds. A busy server may be late with a ping although it works. So the ping
// does not count if the server answers anything else meanwhile, or refuses the ping itself.
const (
	patience = 200 * time.Millisecond
	// defaultSilence is how long a ping may take. Together with patience it is below a second.
	defaultSilence = 700 * time.Millisecond
	pingEach       = time.Second            // while a read goes on
	reopenAfter    = 500 * time.Millisecond // until the next ping of a server that has gone
	// closeFor is how long it may take to give up a connection to a server that has gone.
	closeFor = 50 * time.Millisecond
)

// errGone ends reads when the server has gone.
var errGone = errors.New("the server does not answer")

// watch knows whether the server answers.
type watch struct {
	ping    func(context.Context) error
	silence time.Duration
	breaker *gobreaker.CircuitBreaker[struct{}]
	flight  singleflight.Group // many reads wait for one ping
	on      atomic.Bool        // false while the store is opened, which may take its time
	heard   atomic.Int64       // how many answers the server has sent to reads
}

func newWatch(ping func(context.Context) error, silence time.Duration) *watch {
	return &watch{ping: ping, silence: silence, breaker: gobreaker.NewCircuitBreaker[struct{}](gobreaker.Settings{
		Name: "neo4j", MaxRequests: 1, Timeout: reopenAfter,
		ReadyToTrip: func(c gobreaker.Counts) bool { return c.ConsecutiveFailures > 0 },
	})}
}

// answers returns errGone if the server does not answer a ping, or has not answered the last one.
func (w *watch) answers() error {
	_, err, _ := w.flight.Do("ping", func() (any, error) {
		return w.breaker.Execute(func() (struct{}, error) {
			ctx, stop := context.WithTimeout(context.Background(), w.silence)
			defer stop()
			before := w.heard.Load()
			err := w.ping(ctx)
			if serverCode(err) != "" || w.heard.Load() != before {
				err = nil
			}
			return struct{}{}, err
		})
	})
	if err != nil {
		return errors.Join(errGone, err)
	}
	return nil
}

// during returns a context for one read, which ends with the cause errGone when the server stops
// answering. The caller calls stop when the read is done.
func (w *watch) during(ctx context.Context) (watched context.Context, stop func(), err error) {
	if !w.on.Load() {
		return ctx, func() {}, nil
	}
	if w.breaker.State() != gobreaker.StateClosed {
		if err := w.answers(); err != nil {
			return nil, nil, err
		}
	}
	watched, cancel := context.WithCancelCause(ctx)
	go func() {
		next := time.NewTimer(patience)
		defer next.Stop()
		for {
			select {
			case <-watched.Done():
				return
			case <-next.C:
			}
			if err := w.answers(); err != nil {
				cancel(errGone)
				return
			}
			next.Reset(pingEach)
		}
	}()
	return watched, func() { cancel(nil) }, nil
}

// hasGone reports whether a read failed because the server does not answer.
func hasGone(ctx context.Context, err error) bool {
	return errors.Is(err, errGone) || errors.Is(context.Cause(ctx), errGone)
}
