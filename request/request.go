// Package request holds what is known of an HTTP request while it is served: its id, its client,
// and the operation that it runs. It travels in the context, so that every line of the log and
// every error can name the request.
package request

import (
	"context"
	"log/slog"
	"maps"
	"sync"
	"time"
)

// Facts describe a request. One goroutine at a time writes them.
type Facts struct {
	ID        string // as the client sent it in X-Request-Id, or made by the server
	Client    string // address, without its port
	Account   string // under which the client's budget is kept: its address, or the /64 of an IPv6 one
	Operation string // name of the operation; empty if it has none
	Hash      string // of the operation's text, so that equal ones can be found in the log
	Cost      int
	Outcome   string // "ok", or the code of the first error
	Budget    Budget // as it was when the operation began
	Sent      *Sent  // the statements that were sent to the store for it; may be nil
}

// Sent counts statements by name. Fields are resolved in parallel, so it has a lock.
type Sent struct {
	mu    sync.Mutex
	times map[string]int
}

// Add counts a statement.
func (s *Sent) Add(name string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.times == nil {
		s.times = map[string]int{}
	}
	s.times[name]++
}

// Count returns how many statements were sent.
func (s *Sent) Count() int {
	sum := 0
	for _, n := range s.Names() {
		sum += n
	}
	return sum
}

// Names returns how often each statement was sent.
func (s *Sent) Names() map[string]int {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.times)
}

// Budget says how many units a client may spend. It is zero if clients have no limit.
type Budget struct {
	Limit, Remaining int
	Full             time.Time // when the client has all of Limit again
	Spent            int       // by this request
}

type key struct{}

// With returns a context that carries facts.
func With(ctx context.Context, f *Facts) context.Context { return context.WithValue(ctx, key{}, f) }

// Of returns the facts of a context. Outside of a request they are empty.
func Of(ctx context.Context) *Facts {
	if f, ok := ctx.Value(key{}).(*Facts); ok {
		return f
	}
	return &Facts{}
}

// Logs returns a handler that adds the request's id to each record.
func Logs(h slog.Handler) slog.Handler { return logs{h} }

type logs struct{ slog.Handler }

// Handle implements slog.Handler.
func (l logs) Handle(ctx context.Context, r slog.Record) error {
	if id := Of(ctx).ID; id != "" {
		r = r.Clone()
		r.AddAttrs(slog.String("id", id))
	}
	return l.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (l logs) WithAttrs(a []slog.Attr) slog.Handler { return logs{l.Handler.WithAttrs(a)} }

// WithGroup implements slog.Handler.
func (l logs) WithGroup(name string) slog.Handler { return logs{l.Handler.WithGroup(name)} }
