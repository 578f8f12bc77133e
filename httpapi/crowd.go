package httpapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
	"boroughgraph/httpapi/admission"
	"boroughgraph/request"
)

// Crowd bounds what all requests together may do at the same time. A bound of 0 means no bound.
type Crowd struct {
	Cheap int // operations that run at the same time
	Dear  int // of these, operations that cost dearCost or more
	Files int // pages of CSV, calendar and SVG files that are read at the same time
	Rate  int // units that a client may spend in a second: 1 for a request, and 1 for 500 of cost
	Burst int // units that a client can save up
}

// DefaultCrowd leaves half of the processors to cheap operations, whatever the dear ones do.
func DefaultCrowd() Crowd {
	cores := runtime.GOMAXPROCS(0)
	return Crowd{Cheap: 16 * cores, Dear: max(1, cores/2), Files: max(1, cores/2), Rate: 200, Burst: 4_000}
}

// Check returns an INVALID error if a bound is below zero.
func (c Crowd) Check() error {
	for name, n := range map[string]int{
		"cheap": c.Cheap, "dear": c.Dear, "files": c.Files, "rate": c.Rate, "burst": c.Burst,
	} {
		if n < 0 {
			return estate.Invalidf("the bound on %s must not be below zero", name)
		}
	}
	if c.Rate > 0 && c.Burst == 0 {
		return estate.Invalidf("with a rate, burst must be above zero")
	}
	return nil
}

const (
	dearCost    = 2_000
	costPerUnit = 500
	// The queues: how many requests wait for each slot, and for how long. They are short, so that a
	// request that could not be answered in time is refused at once. A dear operation may take a
	// second, and a slot for cheap ones answers about five in a second if all are taken
	// (bench/load).
	cheapQueue, cheapWait = 2, time.Second
	dearQueue, dearWait   = 2, 1500 * time.Millisecond
	// heldBodies is how many bytes the bodies longer than smallBody may hold at the same time.
	heldBodies, smallBody = 16 << 20, 32 << 10
	// heldAnswers is how many bytes the answers longer than smallAnswer may have that clients have
	// not read yet, and shareOfAnswers is the part of one client.
	heldAnswers, shareOfAnswers, smallAnswer = 64 << 20, 24 << 20, 64 << 10
)

// doors are the gates that a request passes on its way in.
type doors struct {
	cheap, dear, files *admission.Gate
	clients            *admission.Clients
	bodies             *admission.Bodies
	answers            *admission.Answers
	now                func() time.Time
}

func newDoors(c Crowd, now func() time.Time) *doors {
	return &doors{
		cheap:   admission.NewGate("cheap", c.Cheap, c.Cheap*cheapQueue, cheapWait),
		dear:    admission.NewGate("dear", c.Dear, c.Dear*dearQueue, dearWait),
		files:   admission.NewGate("files", c.Files, c.Files*dearQueue, dearWait),
		clients: admission.NewClients(c.Rate, c.Burst, now),
		bodies:  admission.NewBodies(heldBodies, smallBody),
		answers: admission.NewAnswers(heldAnswers, shareOfAnswers, smallAnswer),
		now:     now,
	}
}

// loads returns how busy the gates are.
func (d *doors) loads() []admission.Load {
	return []admission.Load{d.cheap.Load(), d.dear.Load(), d.files.Load()}
}

// page lets one page of a file be read. Only the first one is turned away: half a file is of no
// use.
func (d *doors) page(ctx context.Context, first bool) (leave func(), err error) {
	if first {
		return d.files.Enter(ctx)
	}
	return d.files.Wait(ctx)
}

// spend takes units from the budget of the request's client, and says in headers what is left.
func (d *doors) spend(ctx context.Context, w http.ResponseWriter, units int) error {
	facts := request.Of(ctx)
	budget, err := d.clients.Spend(facts.Account, units)
	if budget.Limit > 0 {
		facts.Budget = request.Budget{
			Limit: budget.Limit, Remaining: budget.Remaining, Full: d.now().Add(budget.Full),
			Spent: facts.Budget.Spent + min(units, budget.Limit),
		}
		w.Header().Set("RateLimit-Limit", strconv.Itoa(budget.Limit))
		w.Header().Set("RateLimit-Remaining", strconv.Itoa(budget.Remaining))
		w.Header().Set("RateLimit-Reset", seconds(budget.Full))
	}
	return err
}

// spendOnPage takes what a page of a file costs from the budget of its client. A client that is
// over its budget pays nothing, because a file that has begun is not cut off.
func (d *doors) spendOnPage(ctx context.Context, operation *graphql.OperationContext) {
	report, ok := operation.Stats.GetExtension(costExtension).(costReport)
	if !ok {
		return
	}
	facts := request.Of(ctx)
	facts.Cost += report.Requested
	_, _ = d.clients.Spend(facts.Account, report.Requested/costPerUnit)
}

// limited holds the clients of a handler to their budgets, with units for each request.
func (d *doors) limited(units int, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := d.spend(r.Context(), w, units); err != nil {
			status := turnedAway(w, err)
			http.Error(w, err.Error(), status)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// turnedAway returns the status for a request that is not let in, and sets Retry-After.
func turnedAway(w http.ResponseWriter, err error) int {
	busy, ok := errors.AsType[*admission.Busy](err)
	if !ok {
		return http.StatusGatewayTimeout // its time ran out in a queue
	}
	w.Header().Set("Retry-After", seconds(busy.After))
	if busy.Client {
		return http.StatusTooManyRequests
	}
	return http.StatusServiceUnavailable
}

func seconds(d time.Duration) string { return fmt.Sprint(int64(d.Round(time.Second) / time.Second)) }
