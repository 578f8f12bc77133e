package httpapi

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"boroughgraph/request"
)

// requestIDHeader carries the id under which the log has the request.
const requestIDHeader = "X-Request-Id"

// setSecurityHeaders sets headers that stop a browser from sniffing, framing or running an
// answer. Pages replace the Content-Security-Policy with their own.
func setSecurityHeaders(tls bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if tls {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		next.ServeHTTP(w, r)
	})
}

// logRequests gives each request an id and writes one line to the log when it is done. It never
// logs the query string, body or variables, because these show what a user is interested in.
func logRequests(o Options, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := o.Now()
		client := clientOf(r, o.Proxies)
		facts := &request.Facts{ID: requestID(r), Client: client.String(), Account: budgetKey(client), Sent: &request.Sent{}}
		outer := context.WithoutCancel(r.Context()) // without facts, whose id request.Logs would add again
		r = r.WithContext(request.With(r.Context(), facts))
		w.Header().Set(requestIDHeader, facts.ID)
		seen := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			took := o.Now().Sub(began)
			if o.Observe != nil {
				o.Observe(*facts, r.URL.Path, seen.status, seen.bytes, took)
			}
			told := attributes(facts, r, seen, took)
			if names := facts.Sent.Names(); len(names) > 0 && o.Log.Enabled(outer, slog.LevelDebug) {
				told = append(told, slog.String("sent", sentText(names)))
			}
			o.Log.LogAttrs(outer, slog.LevelInfo, "request", told...)
		}()
		next.ServeHTTP(seen, r)
	})
}

// requestID returns the id that the client or a proxy gave the request, if it is one that a log can
// hold, and otherwise a new one.
func requestID(r *http.Request) string {
	if id := r.Header.Get(requestIDHeader); plainID.MatchString(id) {
		return id
	}
	return rand.Text()
}

var plainID = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)

func attributes(facts *request.Facts, r *http.Request, seen *recorder, took time.Duration) []slog.Attr {
	a := []slog.Attr{
		slog.String("id", facts.ID),
		slog.String("client", facts.Client),
		slog.String("method", r.Method),
		slog.String("path", r.URL.Path[:min(len(r.URL.Path), maxName)]),
		slog.Int("status", seen.status),
		slog.Int64("bytes", seen.bytes),
		slog.Duration("took", took),
	}
	if n := facts.Sent.Count(); n > 0 {
		a = append(a, slog.Int("statements", n))
	}
	if facts.Hash == "" && facts.Cost > 0 { // a file
		a = append(a, slog.Int("cost", facts.Cost))
	}
	if facts.Hash != "" {
		a = append(a,
			slog.String("operation", facts.Operation),
			slog.String("hash", facts.Hash),
			slog.Int("cost", facts.Cost),
			slog.String("outcome", facts.Outcome))
	}
	return a
}

// sentText returns which statements were sent and how often, by name.
func sentText(names map[string]int) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(names)) {
		fmt.Fprintf(&b, " %s %d", name, names[name])
	}
	return strings.TrimPrefix(b.String(), " ")
}

// recorder records the status and size of an answer.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	n, err := r.ResponseWriter.Write(b)
	r.bytes += int64(n)
	return n, err
}

// Unwrap gives http.ResponseController access to the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
