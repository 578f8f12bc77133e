package httpapi

import (
	"net/http"
	"net/url"

	"github.com/rs/cors"

	"boroughgraph/estate"
)

// shared lets pages of the given origins read a handler's answers. Without origins
// it adds nothing, so that browsers keep to pages of this server.
func shared(origins []string, next http.Handler) http.Handler {
	if len(origins) == 0 { // an empty list means every origin to rs/cors
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
		AllowedHeaders: []string{"Accept", "Content-Type"},
		ExposedHeaders: []string{requestIDHeader},
		MaxAge:         600,
	}).Handler(next)
}

// CheckOrigins reports an origin that no browser would ever send, as an error of code INVALID.
func CheckOrigins(origins []string) error {
	for _, o := range origins {
		if o == "*" {
			continue
		}
		u, err := url.Parse(o)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || o != u.Scheme+"://"+u.Host {
			return estate.Invalidf("%q is not an origin: write scheme and host, such as https://example.org, or *", o)
		}
	}
	return nil
}
