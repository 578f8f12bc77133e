package graph

import (
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
)

// Present makes what clients see of an error; nothing else does. An *estate.Error,
// however deep, shows its code, its message, the argument it is about and the ids it
// names. Errors of the parser and the validator, which have a code already, pass. Anything else
// is a fault of ours: INTERNAL with a request id, under which log has the cause, once.
func Present(log *slog.Logger) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		f, ok := errors.AsType[*failure](err)
		if !ok {
			f = failed(err)
		}
		if e, ok := errors.AsType[*estate.Error](err); ok && e.Code != estate.CodeInternal {
			if e.Err != nil {
				f.logged.Do(func() { log.WarnContext(ctx, "request failed", "code", e.Code, "error", err) })
			}
			return shown(ctx, e, argument(ctx, e, err))
		}
		if g, ok := errors.AsType[*gqlerror.Error](err); ok && g.Err == nil && g.Extensions["code"] != nil {
			return g
		}
		if e, ok := errors.AsType[*estate.Error](estate.FromContext("request", err)); ok {
			return shown(ctx, e, "")
		}
		f.logged.Do(func() { log.ErrorContext(ctx, "request failed", "requestId", f.id, "error", err) })
		return &gqlerror.Error{
			Message:    "something went wrong on our side: report it with request id " + f.id,
			Path:       responsePath(ctx),
			Extensions: map[string]any{"code": string(estate.CodeInternal), "requestId": f.id},
		}
	}
}

// Recover turns a panic into an error that Present shows as a fault of ours, and
// logs it with its stack.
func Recover(log *slog.Logger) graphql.RecoverFunc {
	return func(ctx context.Context, cause any) error {
		f := failed(fmt.Errorf("panic: %v", cause))
		f.logged.Do(func() {
			log.ErrorContext(ctx, "request panicked", "requestId", f.id, "panic", fmt.Sprint(cause), "stack", string(debug.Stack()))
		})
		return f
	}
}

// failure is an error that may be shown for many rows and is logged for the first.
type failure struct {
	id     string
	cause  error
	logged sync.Once
}

func failed(cause error) *failure { return &failure{id: rand.Text(), cause: cause} }

func (f *failure) Error() string { return f.cause.Error() }
func (f *failure) Unwrap() error { return f.cause }

// shown is a domain error as clients see it.
func shown(ctx context.Context, e *estate.Error, argument string) *gqlerror.Error {
	g := &gqlerror.Error{Message: e.Message, Path: responsePath(ctx), Extensions: map[string]any{"code": string(e.Code)}}
	if argument != "" {
		g.Extensions["argument"] = argument
	}
	if e.IDs != nil {
		g.Extensions["ids"] = e.IDs
	}
	return g
}

// argument is the dotted name of the argument that an error is about; empty if none.
// Where a value was refused as it was read, the generated code has put the
// argument's name behind the path of the field.
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

// responsePath is where in the answer the field being resolved stands; nil outside of fields.
func responsePath(ctx context.Context) ast.Path {
	if f := graphql.GetFieldContext(ctx); f != nil {
		return f.Path()
	}
	return nil
}
