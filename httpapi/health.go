package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"boroughgraph/estate"
)

const (
	// readyTime is how long the store may take to say whether it is ready.
	readyTime = 3 * time.Second
	// answerTime is how long /readyz waits for it.
	answerTime = 900 * time.Millisecond
)

// zeroTime tells http.ServeContent to send no Last-Modified header.
var zeroTime time.Time

// health is the body of /healthz and /readyz.
type health struct {
	Status string      `json:"status"`           // "up", "ready" or "unready"
	Code   estate.Code `json:"code,omitempty"`   // if unready: the error's code
	Reason string      `json:"reason,omitempty"` // if unready: why, in a sentence
}

// up answers 200 as long as the process runs, whatever the state of the store.
func up(w http.ResponseWriter, _ *http.Request) {
	writeHealth(w, http.StatusOK, health{Status: "up"})
}

// readiness asks the store whether it can answer. Requests that come at the same time share one
// question. None waits longer than answerTime, because a load balancer takes silence for a fault
// too.
type readiness struct {
	ask func(context.Context) error

	mu      sync.Mutex
	running *question
}

// question is one question to the store.
type question struct {
	done chan struct{}
	err  error
}

// check returns nil if the store can answer.
func (r *readiness) check(ctx context.Context) error {
	r.mu.Lock()
	q := r.running
	if q == nil {
		q = &question{done: make(chan struct{})}
		r.running = q
		go r.run(context.WithoutCancel(ctx), q)
	}
	r.mu.Unlock()
	waiting, stop := context.WithTimeout(ctx, answerTime)
	defer stop()
	select {
	case <-q.done:
		return q.err
	case <-waiting.Done():
		return &estate.Error{Code: estate.CodeUnavailable, Message: "the store does not answer", Err: waiting.Err()}
	}
}

func (r *readiness) run(ctx context.Context, q *question) {
	ctx, stop := context.WithTimeout(ctx, readyTime)
	defer stop()
	q.err = r.ask(ctx)
	r.mu.Lock()
	r.running = nil
	r.mu.Unlock()
	close(q.done)
}

// ready answers 200 if the store can answer questions, and 503 with the reason if it cannot.
func ready(storeReady func(context.Context) error, log *slog.Logger) http.Handler {
	asked := &readiness{ask: storeReady}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := asked.check(r.Context())
		if err == nil {
			writeHealth(w, http.StatusOK, health{Status: "ready"})
			return
		}
		log.WarnContext(r.Context(), "not ready", "error", err)
		known, ok := errors.AsType[*estate.Error](err)
		if !ok {
			known = &estate.Error{
				Code:    estate.CodeInternal,
				Message: "the store's state could not be read: see the server's log",
			}
		}
		writeHealth(w, http.StatusServiceUnavailable, health{"unready", known.Code, known.Message})
	})
}

func writeHealth(w http.ResponseWriter, status int, h health) {
	w.Header().Set("Content-Type", mediaJSON)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(h) // strings always encode, and a client that has left needs no answer
}
