// Package tracing makes OpenTelemetry spans of requests, of the fields that read something, and of
// statements. It is off unless the environment says where spans go.
package tracing

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

const scope = "boroughgraph"

// Start returns a provider that sends spans by OTLP over HTTP, as the OTEL_ variables of the
// environment say, and a function that sends what is left. Without OTEL_EXPORTER_OTLP_ENDPOINT or
// OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, or with OTEL_SDK_DISABLED=true, the provider is nil.
func Start(ctx context.Context) (provider trace.TracerProvider, stop func(context.Context) error, err error) {
	stop = func(context.Context) error { return nil }
	wanted := os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") != ""
	if !wanted || os.Getenv("OTEL_SDK_DISABLED") == "true" || os.Getenv("OTEL_TRACES_EXPORTER") == "none" {
		return nil, stop, nil
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, stop, fmt.Errorf("spans cannot be sent: %w", err)
	}
	about, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", scope)),
		resource.WithFromEnv(), resource.WithTelemetrySDK())
	if err != nil {
		return nil, stop, fmt.Errorf("the OTEL_ variables cannot be used: %w", err)
	}
	p := sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(about))
	return p, p.Shutdown, nil
}

// Handler makes a span of each request. Its name is the method, because clients choose paths. If
// the client sent a trace, the span belongs to it.
func Handler(provider trace.TracerProvider, next http.Handler) http.Handler {
	return otelhttp.NewHandler(next, "request",
		otelhttp.WithTracerProvider(provider),
		otelhttp.WithPropagators(propagation.TraceContext{}),
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string { return r.Method }))
}

// Statement returns an OnStatement for stores that makes a span of each statement. The span has the
// statement's name, and never its parameters.
func Statement(provider trace.TracerProvider) func(ctx context.Context, name string) (done func(error)) {
	tracer := provider.Tracer(scope)
	return func(ctx context.Context, name string) func(error) {
		_, span := tracer.Start(ctx, name, trace.WithSpanKind(trace.SpanKindClient))
		return func(err error) { end(span, err) }
	}
}

func end(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, "failed") // its text may name what a client asked for
	}
	span.End()
}

// maxFields is how many fields of an operation have spans. A page of a hundred rows with ten fields
// each would otherwise make a thousand.
const maxFields = 100

// Fields is an extension of gqlgen's handler that makes spans of the fields that have a resolver.
type Fields struct{ tracer trace.Tracer }

var _ interface {
	graphql.HandlerExtension
	graphql.OperationInterceptor
	graphql.FieldInterceptor
} = Fields{}

// NewFields returns the extension.
func NewFields(provider trace.TracerProvider) Fields { return Fields{provider.Tracer(scope)} }

// ExtensionName implements graphql.HandlerExtension.
func (Fields) ExtensionName() string { return "tracing" }

// Validate implements graphql.HandlerExtension.
func (Fields) Validate(graphql.ExecutableSchema) error { return nil }

type spansKey struct{}

// InterceptOperation gives each operation a number of spans.
func (Fields) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	return next(context.WithValue(ctx, spansKey{}, new(atomic.Int64)))
}

// InterceptField makes a span of a field that has a resolver.
func (f Fields) InterceptField(ctx context.Context, next graphql.Resolver) (any, error) {
	field := graphql.GetFieldContext(ctx)
	spans, _ := ctx.Value(spansKey{}).(*atomic.Int64)
	if !field.IsResolver || spans == nil || spans.Add(1) > maxFields {
		return next(ctx)
	}
	ctx, span := f.tracer.Start(ctx, field.Object+"."+field.Field.Name)
	found, err := next(ctx)
	end(span, err)
	return found, err
}
