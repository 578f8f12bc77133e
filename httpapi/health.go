package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"boroughgraph/estate"
)

// readyTime is how long /readyz waits for the store.
const readyTime = 3 * time.Second

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

// ready answers 200 if the store can answer questions, and 503 with the reason if it cannot.
func ready(storeReady func(context.Context) error, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyTime)
		defer cancel()
		err := storeReady(ctx)
		if err == nil {
			writeHealth(w, http.StatusOK, health{Status: "ready"})
			return
		}
		log.Warn("not ready", "error", err)
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
