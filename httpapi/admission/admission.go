// Package admission decides which requests run now, which wait and which are turned away, so that a
// crowd gets some errors instead of taking the server down for everyone.
package admission

import (
	"context"
	"math"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"

	"boroughgraph/estate"
)

// Busy is the error of a request that is turned away. Clients may try again After.
type Busy struct {
	Err   *estate.Error
	After time.Duration
	// Client reports that the client has used up its own budget; the server may have room.
	Client bool
}

func (b *Busy) Error() string { return b.Err.Message }
func (b *Busy) Unwrap() error { return b.Err }

// Gate lets a number of requests of one kind run at the same time. A few more wait in a queue.
type Gate struct {
	kind    string
	slots   *semaphore.Weighted
	queue   int64
	wait    time.Duration
	waiting atomic.Int64
	running atomic.Int64
	shed    atomic.Int64
}

// NewGate returns a gate for slots requests, with a queue in which each waits for at most wait.
// With no slots the gate is always open.
func NewGate(kind string, slots, queue int, wait time.Duration) *Gate {
	g := &Gate{kind: kind, queue: int64(queue), wait: wait}
	if slots > 0 {
		g.slots = semaphore.NewWeighted(int64(slots))
	}
	return g
}

// Enter waits for a slot. The caller calls leave when its work is done. Enter returns *Busy if the
// queue is full or the wait is over, and the context's error if that ends first.
func (g *Gate) Enter(ctx context.Context) (leave func(), err error) {
	if g.slots == nil {
		return func() {}, nil
	}
	if !g.slots.TryAcquire(1) {
		if err := g.line(ctx); err != nil {
			return nil, err
		}
	}
	return g.enter(), nil
}

// Wait is Enter for work that has begun: it waits until ctx ends, outside of the queue.
func (g *Gate) Wait(ctx context.Context) (leave func(), err error) {
	if g.slots == nil {
		return func() {}, nil
	}
	if err := g.slots.Acquire(ctx, 1); err != nil {
		return nil, estate.FromContext("waiting for a turn", err)
	}
	return g.enter(), nil
}

func (g *Gate) enter() (leave func()) {
	g.running.Add(1)
	return func() {
		g.running.Add(-1)
		g.slots.Release(1)
	}
}

// line waits in the queue.
func (g *Gate) line(ctx context.Context) error {
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > g.queue {
		return g.busy()
	}
	waiting, stop := context.WithTimeout(ctx, g.wait)
	defer stop()
	switch err := g.slots.Acquire(waiting, 1); {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return estate.FromContext("waiting for a turn", ctx.Err())
	}
	return g.busy()
}

func (g *Gate) busy() error {
	g.shed.Add(1)
	return &Busy{
		Err:   &estate.Error{Code: estate.CodeUnavailable, Message: "the server is busy: try again in a second"},
		After: time.Second,
	}
}

// Load is how busy a gate is.
type Load struct {
	Kind             string
	Running, Waiting int64
	Shed             int64 // turned away since the start
}

// Load returns how busy the gate is now.
func (g *Gate) Load() Load {
	return Load{Kind: g.kind, Running: g.running.Load(), Waiting: g.waiting.Load(), Shed: g.shed.Load()}
}

// maxClients is the number of clients that are remembered. The one that was quiet for the longest
// is forgotten first, and starts with a full budget when it comes back.
const maxClients = 10_000

// Clients holds each client to a budget of units a second.
type Clients struct {
	perSecond rate.Limit
	burst     int
	now       func() time.Time
	known     *lru.Cache[string, *rate.Limiter]
}

// NewClients returns a budget of perSecond units, saved up to burst. If perSecond is 0, there is no
// limit.
func NewClients(perSecond, burst int, now func() time.Time) *Clients {
	known, err := lru.New[string, *rate.Limiter](maxClients)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &Clients{perSecond: rate.Limit(perSecond), burst: burst, now: now, known: known}
}

// Budget says how much a client may still spend.
type Budget struct {
	Limit, Remaining int
	Full             time.Duration // until all of Limit is there again
}

// Spend takes units from a client's budget. It returns *Busy if too few are left. A request that
// costs more than a whole budget takes the whole budget, so that it can be made at all.
func (c *Clients) Spend(client string, units int) (Budget, error) {
	if c.perSecond == 0 {
		return Budget{}, nil
	}
	l, ok := c.known.Get(client)
	if !ok {
		fresh := rate.NewLimiter(c.perSecond, c.burst)
		if known, found, _ := c.known.PeekOrAdd(client, fresh); found {
			fresh = known
		}
		l = fresh
	}
	now, units := c.now(), min(units, c.burst)
	allowed := l.AllowN(now, units)
	left := l.TokensAt(now)
	budget := Budget{Limit: c.burst, Remaining: max(0, int(left)), Full: c.until(float64(c.burst) - left)}
	if allowed {
		return budget, nil
	}
	return budget, &Busy{
		Err: &estate.Error{
			Code:    estate.CodeTooCostly,
			Message: "this client has asked for too much in a short time: try again later, or ask for less",
		},
		After: max(time.Second, c.until(float64(units)-left)), Client: true,
	}
}

func (c *Clients) until(units float64) time.Duration {
	return time.Duration(math.Ceil(max(0, units)/float64(c.perSecond))) * time.Second
}

// Bodies bounds the bytes of all request bodies that are held at the same time.
type Bodies struct {
	small  int64 // a body up to this size is always let in
	budget *semaphore.Weighted
}

// NewBodies returns a budget of bytes for the bodies longer than small.
func NewBodies(budget, small int64) *Bodies {
	return &Bodies{small: small, budget: semaphore.NewWeighted(budget)}
}

// Small returns the size up to which a body needs no place.
func (b *Bodies) Small() int64 { return b.small }

// Hold takes a place for a body of some bytes, or returns *Busy if there is none.
func (b *Bodies) Hold(bytes int64) (release func(), err error) {
	if !b.budget.TryAcquire(bytes) {
		return nil, &Busy{
			Err:   &estate.Error{Code: estate.CodeUnavailable, Message: "the server is reading as many long requests as it can: try again in a second"},
			After: time.Second,
		}
	}
	return func() { b.budget.Release(bytes) }, nil
}
