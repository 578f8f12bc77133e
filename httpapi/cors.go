package httpapi

import (
	"net/http"
	"net/url"

	"github.com/rs/cors"

	"boroughgraph/estate"
)

// allowOrigins adds the CORS headers that let pages of other origins read a handler's answers.
// With no origins it adds none, so a browser lets only this server's own pages read them.
func allowOrigins(origins []string, next http.Handler) http.Handler {
	if len(origins) == 0 { // rs/cors reads an empty list as every origin
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodOptions {
				w.Header().Set("Allow", "GET, POST, OPTIONS")
				w.WriteHeader(http.StatusNoContent)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
	return cors.New(cors.Options{
		AllowedOrigins: origins,
		AllowedMethods: []string{http.MethodGet, http.MethodPost},
		AllowedHeaders: []string{"Accept", "Content-Type", requestIDHeader},
		ExposedHeaders: []string{requestIDHeader, "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"},
		MaxAge:         600,
	}).Handler(next)
}

// CheckOrigins returns an INVALID error if a browser would never send one of the origins, for
// example because it ends in a slash.
func CheckOrigins(origins []string) error {
	for _, o := range origins {
		if o == "*" {
			continue
		}
		u, err := url.Parse(o)
		web := err == nil && (u.Scheme == "http" || u.Scheme == "https")
		if !web || u.Host == "" || o != u.Scheme+"://"+u.Host {
			return estate.Invalidf(
				"%q is not an origin: write scheme and host, for example https://example.org, or *", o)
		}
	}
	return nil
}
