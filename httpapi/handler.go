// Package httpapi is the HTTP side: GraphQL over HTTP with its limits, CORS, health,
// the schema as a file, and the pages that come with the server.
//
// Start with New. transport.go speaks the protocol, guard.go and cost.go refuse what is
// too dear before anything runs, and headers.go holds what every answer carries.
package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/klauspost/compress/gzhttp"

	"boroughgraph/estate"
	"boroughgraph/httpapi/feed"
)

// Options are what the handler is made of. All but Origins are needed.
type Options struct {
	Schema  graphql.ExecutableSchema
	SDL     string                          // served as /schema.graphql
	Ready   func(ctx context.Context) error // nil where the store answers: Store.Ready
	Present graphql.ErrorPresenterFunc      // makes client errors
	Recover graphql.RecoverFunc             // makes errors of panics
	Limits  Limits
	// Origins of other sites' pages that may call the API from a browser, "https://example.org"
	// each or "*" for any; none: pages of this server only.
	Origins []string
	Log     *slog.Logger
	Now     func() time.Time   // for how long a request took, and when a file was made
	Today   func() estate.Date // for files whose address names no day
	// Timeline draws what is served as /opportunities/<group id>.svg.
	Timeline Timeline
	Web      http.Handler // every other path
}

// New returns the handler of all paths of the server.
func New(o Options) http.Handler {
	operations := handler.New(o.Schema)
	operations.AddTransport(transport{o.Limits})
	operations.SetErrorPresenter(o.Present)
	operations.SetRecoverFunc(o.Recover)
	operations.SetParserTokenLimit(o.Limits.Tokens)
	operations.SetQueryCache(newDocuments())
	operations.Use(&guard{limits: o.Limits})
	operations.Use(extension.Introspection{})

	paths := http.NewServeMux()
	paths.Handle("/graphql", shared(o.Origins, operations))
	paths.Handle("/schema.graphql", shared(o.Origins, readOnly(sdl(o.SDL))))
	paths.Handle("/opportunities/{file}", readOnly(timelines(o.Timeline, o.Limits.Time, o.Log)))
	paths.Handle("/healthz", readOnly(http.HandlerFunc(healthy)))
	paths.Handle("/readyz", readOnly(ready(o.Ready, o.Log)))
	files := shared(o.Origins, readOnly(feed.New(feed.Options{
		Schema: o.Schema, Present: o.Present, Recover: o.Recover,
		Today: o.Today, Now: o.Now, Page: o.Limits.Time, Log: o.Log,
	})))
	for _, path := range feed.Paths() {
		paths.Handle(path, files)
	}
	paths.Handle("/", readOnly(o.Web))
	return logged(o.Log, o.Now, gzhttp.GzipHandler(guarded(paths)))
}

// readOnly answers anything but GET and HEAD with 405.
func readOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "this address is read with GET", http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func sdl(text string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8") // browsers show it and do not save it
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, "", zeroTime, strings.NewReader(text))
	})
}
