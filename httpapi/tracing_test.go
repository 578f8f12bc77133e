package httpapi

import (
	"context"
	"net/http"
	"slices"
	"testing"

	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"boroughgraph/data"
	"boroughgraph/estate/storetest"
	"boroughgraph/httpapi/tracing"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
)

// traced returns a handler over the bundled facts, and the spans that it has made.
func traced(t *testing.T) (http.Handler, *tracetest.InMemoryExporter) {
	t.Helper()
	made := tracetest.NewInMemoryExporter()
	provider := sdk.NewTracerProvider(sdk.WithSyncer(made))
	store, err := sqlite.Open(t.Context(), sqlite.Options{OnStatement: tracing.Statement(provider)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close(context.Background()) })
	bundled, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), storetest.Import(bundled)); err != nil {
		t.Fatal(err)
	}
	s := &served{change: func(o *Options) { o.Traces = provider }}
	s.over(t, store)
	made.Reset()
	return s, made
}

func spanNames(spans tracetest.SpanStubs) (names []string) {
	for _, s := range spans {
		names = append(names, s.Name)
	}
	slices.Sort(names)
	return names
}

// The spans of a request for two boroughs with their contracts: one statement for each of the two
// lists, because the second borough takes what the first has read.
func TestSpansOfAnOperation(t *testing.T) {
	h, made := traced(t)
	const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	send(h, post(`{"query":"{ boroughs(first: 2) { nodes { name contracts(first: 1) { nodes { id } } } } }"}`, "traceparent", parent))
	spans := made.GetSpans()
	want := []string{"Borough.contracts", "Borough.contracts", "POST", "Query.boroughs", "boroughs", "contracts_of"}
	if got := spanNames(spans); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	byID := map[trace.SpanID]string{}
	for _, s := range spans {
		byID[s.SpanContext.SpanID()] = s.Name
	}
	for _, s := range spans {
		if got := s.SpanContext.TraceID().String(); got != parent[3:35] {
			t.Errorf("%s is of the trace %s", s.Name, got)
		}
		under := map[string]string{
			"Query.boroughs": "POST", "Borough.contracts": "Query.boroughs",
			"boroughs": "Query.boroughs", "contracts_of": "Borough.contracts",
		}[s.Name]
		if got := byID[s.Parent.SpanID()]; got != under {
			t.Errorf("%s is under %q, want %q", s.Name, got, under)
		}
	}
}

// A page of a hundred with three fields each has as many spans as an operation may have.
func TestSpansAreBounded(t *testing.T) {
	h, made := traced(t)
	send(h, post(`{"query":"{ contracts(first: 100) { nodes { evidence { id } successor { id } predecessor { id } } } }"}`))
	if n := len(made.GetSpans()); n < 100 || n > 110 {
		t.Errorf("%d spans", n)
	}
}
