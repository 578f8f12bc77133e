package graph

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/estate"
	"boroughgraph/request"
)

// Present returns the presenter that turns an error into what clients see. Nothing else does so.
//
//   - An *estate.Error, however deeply wrapped, shows its code, its message, its argument and its
//     ids.
//   - An error of the parser or the validator passes unchanged, because it has a code already.
//   - Any other error is a fault of the server. Clients see INTERNAL and a request id; the log has
//     the cause under that id, once.
func Present(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		f, ok := errors.AsType[*failure](err)
		if !ok {
			f = newFailure(err)
		}
		if e, ok := errors.AsType[*estate.Error](err); ok && e.Code != estate.CodeInternal {
			if e.Err != nil {
				f.logged.Do(func() { log.WarnContext(ctx, "request failed", "code", e.Code, "error", err) })
			}
			return clientError(ctx, e, argument(ctx, e, err))
		}
		if g, ok := errors.AsType[*gqlerror.Error](err); ok && g.Err == nil && g.Extensions["code"] != nil {
			return g
		}
		if e, ok := errors.AsType[*estate.Error](estate.FromContext("request", err)); ok {
			return clientError(ctx, e, "")
		}
		id := cmp.Or(request.Of(ctx).ID, f.id)
		f.logged.Do(func() { log.ErrorContext(ctx, "request failed", "requestId", id, "error", err) })
		return &gqlerror.Error{
			Message:    "something went wrong on our side: report it with request id " + id,
			Path:       responsePath(ctx),
			Extensions: map[string]any{"code": string(estate.CodeInternal), "requestId": id},
		}
	}
}

// Recover returns the function that turns a panic into an error, which Present shows as INTERNAL.
// It logs the panic with its stack.
func Recover(log *slog.Logger) graphql.RecoverFunc {
	return func(ctx context.Context, cause any) error {
		f := newFailure(fmt.Errorf("panic: %v", cause))
		f.logged.Do(func() {
			log.ErrorContext(ctx, "request panicked", "requestId", cmp.Or(request.Of(ctx).ID, f.id), "panic", fmt.Sprint(cause), "stack", string(debug.Stack()))
		})
		return f
	}
}

// failure is an error that many rows may show but that is logged only once.
type failure struct {
	id     string
	cause  error
	logged sync.Once
}

func newFailure(cause error) *failure { return &failure{id: rand.Text(), cause: cause} }

func (f *failure) Error() string { return f.cause.Error() }
func (f *failure) Unwrap() error { return f.cause }

// clientError returns a domain error as clients see it.
func clientError(ctx context.Context, e *estate.Error, argument string) *gqlerror.Error {
	g := &gqlerror.Error{Message: e.Message, Path: responsePath(ctx), Extensions: map[string]any{"code": string(e.Code)}}
	if argument != "" {
		g.Extensions["argument"] = argument
	}
	if e.IDs != nil {
		g.Extensions["ids"] = e.IDs
	}
	return g
}

// argument returns the dotted name of the argument that an error is about, or "". If reading the
// argument's value failed, generated code has appended the argument's name to the field's path.
func argument(ctx context.Context, e *estate.Error, err error) string {
	var names []string
	if g, ok := errors.AsType[*gqlerror.Error](err); ok {
		if field := responsePath(ctx); len(g.Path) > len(field) {
			for _, p := range g.Path[len(field):] {
				names = append(names, fmt.Sprint(p))
			}
		}
	}
	return strings.Join(slices.Concat(names, e.Path), ".")
}

// responsePath returns the path of the field being resolved, or nil outside a field.
func responsePath(ctx context.Context) ast.Path {
	if f := graphql.GetFieldContext(ctx); f != nil {
		return f.Path()
	}
	return nil
}
