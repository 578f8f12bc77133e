package tracing_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"boroughgraph/httpapi/tracing"
)

func TestTracingIsOffUnlessTheEnvironmentSaysWhereSpansGo(t *testing.T) {
	for name, environment := range map[string]map[string]string{
		"nothing is said": {},
		"it is disabled":  {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"},
		"spans go nowhere": {
			"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_TRACES_EXPORTER": "none",
		},
	} {
		t.Run(name, func(t *testing.T) {
			for key, value := range environment {
				t.Setenv(key, value)
			}
			provider, stop, err := tracing.Start(t.Context())
			if err != nil || provider != nil {
				t.Errorf("got %v, %v", provider, err)
			}
			if err := stop(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestSpansAreSent(t *testing.T) {
	received := make(chan string, 1)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { received <- r.URL.Path }))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	provider, stop, err := tracing.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tracing.Statement(provider)(t.Context(), "boroughs")(nil)
	if err := stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if path := <-received; path != "/v1/traces" {
		t.Errorf("spans went to %s", path)
	}
}
