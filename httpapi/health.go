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

// readyTime is how long the store may take to say that it is ready.
const readyTime = 3 * time.Second

// zeroTime tells http.ServeContent that there is no time of last change.
var zeroTime time.Time

// health is the body of /healthz and /readyz.
type health struct {
	Status string      `json:"status"`           // "up", "ready" or "unready"
	Code   estate.Code `json:"code,omitempty"`   // why it is unready
	Reason string      `json:"reason,omitempty"` // the same in a sentence
}

// healthy says that the process is up, whatever the store does.
func healthy(w http.ResponseWriter, _ *http.Request) {
	say(w, http.StatusOK, health{Status: "up"})
}

// ready asks the store: 200 if it can answer questions, 503 with the reason if not.
func ready(ask func(context.Context) error, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyTime)
		defer cancel()
		err := ask(ctx)
		if err == nil {
			say(w, http.StatusOK, health{Status: "ready"})
			return
		}
		log.Warn("not ready", "error", err)
		known, ok := errors.AsType[*estate.Error](err)
		if !ok {
			known = &estate.Error{Code: estate.CodeInternal, Message: "the store cannot say whether it is ready: see the server's log"}
		}
		say(w, http.StatusServiceUnavailable, health{"unready", known.Code, known.Message})
	})
}

func say(w http.ResponseWriter, status int, h health) {
	w.Header().Set("Content-Type", mediaJSON)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(h) // plain strings encode; a client that has gone needs no answer
}
