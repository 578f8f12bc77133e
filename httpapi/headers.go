package httpapi

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"time"
)

// requestIDHeader carries the id under which the log has the request.
const requestIDHeader = "X-Request-Id"

// setSecurityHeaders sets headers that stop a browser from sniffing, framing or running an
// answer. Pages replace the Content-Security-Policy with their own.
func setSecurityHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		next.ServeHTTP(w, r)
	})
}

// logRequests gives each request an id and writes one line to the log when it is done. It never
// logs the query string, body or variables, because these show what a user is interested in.
func logRequests(log *slog.Logger, now func() time.Time, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := now()
		id := rand.Text()
		w.Header().Set(requestIDHeader, id)
		seen := &recorder{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			log.LogAttrs(r.Context(), slog.LevelInfo, "request",
				slog.String("id", id),
				slog.String("method", r.Method),
				slog.String("path", r.URL.Path),
				slog.Int("status", seen.status),
				slog.Int64("bytes", seen.bytes),
				slog.Duration("took", now().Sub(began)))
		}()
		next.ServeHTTP(seen, r)
	})
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
