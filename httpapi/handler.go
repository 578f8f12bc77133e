// Package httpapi serves the API over HTTP: GraphQL with its limits, CORS, health checks, the
// schema as a file, CSV and calendar files, and the built-in pages.
//
// Start with New. transport.go implements GraphQL over HTTP. operation_limits.go, bounds.go and
// cost.go refuse operations that cost too much, before anything runs. headers.go sets the headers
// that every answer carries.
package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/klauspost/compress/gzhttp"
	"go.opentelemetry.io/otel/trace"

	"boroughgraph/estate"
	"boroughgraph/httpapi/admission"
	"boroughgraph/httpapi/feed"
	"boroughgraph/httpapi/metrics"
	"boroughgraph/httpapi/tracing"
	"boroughgraph/request"
)

// Options configures New. A field is required unless its comment says what empty means.
type Options struct {
	Schema  graphql.ExecutableSchema
	SDL     string                          // served as /schema.graphql
	Ready   func(ctx context.Context) error // returns nil if the store can answer: Store.Ready
	Present graphql.ErrorPresenterFunc      // makes client errors
	Recover graphql.RecoverFunc             // makes errors of panics
	Limits  Limits
	Crowd   Crowd // no bounds if zero
	// Proxies are the trusted proxies: a connection from one of them names its client in
	// X-Forwarded-For.
	Proxies []netip.Prefix
	// Hosts are the host names that are served; all if empty.
	Hosts []string
	// Documents are the only ones that are run; any if nil.
	Documents TrustedDocuments
	// PersistedQueries is the size, in bytes, of the cache of documents that clients name by their
	// hash. With 0, or with Documents, clients are told to send the text.
	PersistedQueries int64
	NoIntrospection  bool // nor is the schema served as a file
	TLS              bool // tells browsers to use only TLS from now on
	// Observe is called with each request when it is done. Loads is called once, with a function
	// that reads the load of the gates, and Caches with one that reads the use of caches. All may
	// be nil.
	Observe func(f request.Facts, path string, status int, bytes int64, took time.Duration)
	Loads   func(read func() []admission.Load)
	Caches  func(read func() []metrics.Cache)
	// Traces makes spans of requests and fields; none if nil.
	Traces trace.TracerProvider
	// Origins lists the other sites whose pages may call the API from a browser, each written
	// like "https://example.org", or "*" for any site. If empty, only this server's pages may.
	Origins []string
	Log     *slog.Logger
	Now     func() time.Time   // times requests
	Today   func() estate.Date // the asOf of files whose address does not name one
	// Timeline draws the picture served as /opportunities/<group id>.svg.
	Timeline Timeline
	Web      http.Handler // serves every other path
}

// fileUnits is the number of units that a file or a picture takes from its client's budget.
const fileUnits = 20

// pageUnits is the number of units that the schema, or a part of the playground, takes: it is
// packed anew for each request.
const pageUnits = 5

// stallTime is how long a client may take to read 16 KB of a file.
const stallTime = 30 * time.Second

// New returns the handler for every path of the server.
func New(o Options) http.Handler {
	if o.NoIntrospection {
		o.Present = presentUnnamed(o.Present)
	}
	o.Present = presentBounded(o.Present)
	operations := handler.New(o.Schema)
	doors := newDoors(o.Crowd, o.Now)
	if o.Loads != nil {
		o.Loads(doors.loads)
	}
	persisted := o.PersistedQueries > 0 && o.Documents == nil
	operations.AddTransport(transport{o.Limits, doors, o.Documents, persisted})
	operations.SetErrorPresenter(o.Present)
	operations.SetRecoverFunc(o.Recover)
	operations.SetParserTokenLimit(o.Limits.Tokens)
	documents := newDocumentCache()
	operations.SetQueryCache(documents)
	caches := []func() metrics.Cache{documents.usage}
	if persisted {
		known := newPersistedQueries(o.PersistedQueries)
		operations.Use(known) // before the limits, which need the text
		caches = append(caches, known.usage)
	}
	if o.Caches != nil {
		o.Caches(func() (all []metrics.Cache) {
			for _, usage := range caches {
				all = append(all, usage())
			}
			return all
		})
	}
	for _, limit := range limitsOf(o.Limits) {
		operations.Use(limit)
	}
	if o.NoIntrospection {
		operations.Use(noIntrospection{})
	} else {
		operations.Use(extension.Introspection{})
	}
	if o.Traces != nil {
		operations.Use(tracing.NewFields(o.Traces))
	}

	paths := http.NewServeMux()
	paths.Handle("/graphql", allowOrigins(o.Origins, operations))
	if !o.NoIntrospection {
		paths.Handle("/schema.graphql", allowOrigins(o.Origins, doors.limited(pageUnits, readOnly(sdl(o.SDL)))))
	}
	paths.Handle("/opportunities/{file}", doors.limited(fileUnits, readOnly(timelines(o.Timeline, o.Limits.Time, doors, o.Log))))
	paths.Handle("/healthz", readOnly(http.HandlerFunc(up)))
	paths.Handle("/readyz", readOnly(ready(o.Ready, o.Log)))
	files := allowOrigins(o.Origins, doors.limited(fileUnits, readOnly(feed.New(feed.Options{
		Schema: o.Schema, Present: o.Present, Recover: o.Recover, Limits: limitsOf(ofFiles(o.Limits)),
		Today: o.Today, Page: o.Limits.Time, Stall: stallTime, Admit: doors.page, Spend: doors.spendOnPage, Log: o.Log,
	}))))
	for _, path := range feed.Paths() {
		paths.Handle(path, files)
	}
	paths.Handle("/", doors.limited(pageUnits, readOnly(o.Web)))
	served := logRequests(o, gzhttp.GzipHandler(setSecurityHeaders(o.TLS, OnlyHosts(o.Hosts, paths))))
	if o.Traces != nil {
		served = tracing.Handler(o.Traces, served)
	}
	return served
}

// limitsOf returns what holds operations to limits.
func limitsOf(l Limits) []graphql.HandlerExtension {
	return []graphql.HandlerExtension{answerLimits{l.Answer, int64(l.Cost)}, &operationLimits{limits: l}}
}

// ofFiles returns the limits of the operations behind files. Their cost is not bounded, because the
// server itself chooses how many rows a page has and what stands in them.
func ofFiles(l Limits) Limits {
	l.Cost = ceiling
	return l
}

// readOnly refuses every method but GET and HEAD with 405.
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
		w.Header().Set("Content-Type", "text/plain; charset=utf-8") // so that browsers show it instead of saving it
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, "", zeroTime, strings.NewReader(text))
	})
}
