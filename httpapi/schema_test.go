package httpapi

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/estate"
)

//go:embed testdata/schema.graphqls
var testSchema string

// scripted answers the root fields of testdata/schema.graphqls. hello returns "hello", slow returns
// when its context ends, boom panics, failing returns a plain error, and others return null.
type scripted struct {
	schema *ast.Schema
}

func (s scripted) Schema() *ast.Schema { return s.schema }

func (s scripted) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (s scripted) Exec(ctx context.Context) graphql.ResponseHandler {
	return graphql.OneShot(&graphql.Response{Data: s.data(ctx)})
}

func (s scripted) data(ctx context.Context) []byte {
	operation := graphql.GetOperationContext(ctx)
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range graphql.CollectFields(operation, operation.Operation.SelectionSet, []string{"Query", "Mutation"}) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(f.Alias) + ":" + s.field(ctx, f.Name))
	}
	b.WriteByte('}')
	return b.Bytes()
}

func (s scripted) field(ctx context.Context, name string) string {
	switch name {
	case "hello", "__typename":
		return `"hello"`
	case "slow":
		<-ctx.Done()
		graphql.AddError(ctx, estate.FromContext("slow", ctx.Err()))
	case "boom":
		panic("boom")
	case "failing":
		graphql.AddError(ctx, errors.New("a driver's words"))
	}
	return "null"
}

// present does what graph.Present does: it shows the code of an estate error, and INTERNAL for
// other errors.
func present(_ context.Context, err error) *gqlerror.Error {
	if known, ok := errors.AsType[*estate.Error](err); ok {
		return &gqlerror.Error{Message: known.Message, Extensions: map[string]any{"code": known.Code}}
	}
	if known, ok := errors.AsType[*gqlerror.Error](err); ok && known.Extensions != nil {
		return known
	}
	return &gqlerror.Error{Message: "internal", Extensions: map[string]any{"code": estate.CodeInternal}}
}

func loadSchema(t testing.TB) *ast.Schema {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: testSchema})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// options returns options that New accepts.
func options(t testing.TB) Options {
	return Options{
		Schema:  scripted{loadSchema(t)},
		SDL:     testSchema,
		Ready:   func(context.Context) error { return nil },
		Present: present,
		Recover: func(context.Context, any) error { return errors.New("panic") },
		Limits:  DefaultLimits(),
		Log:     slog.New(slog.NewTextHandler(io.Discard, nil)),
		Now:     func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) },
		Timeline: func(_ context.Context, group estate.ID, asked url.Values) ([]byte, error) {
			switch group {
			case "System:slow":
				return nil, &estate.Error{Code: estate.CodeTimeout, Message: "it took too long"}
			case "System:broken":
				return nil, errors.New("dial tcp 10.1.2.3")
			case "System:none":
				return nil, estate.NotFoundf("no borough has it")
			}
			if asked.Has("borough") {
				return nil, estate.At("borough", estate.Invalidf("there is no such argument"))
			}
			return []byte("<svg>" + string(group) + "</svg>"), nil
		},
		Web: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "page")
		}),
	}
}

// send sends one request to a handler.
func send(h http.Handler, r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}
