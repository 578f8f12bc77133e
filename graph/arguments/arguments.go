// Package arguments reads the arguments of each field of an operation once.
//
// gqlgen reads a field's arguments anew for every parent. A list of 500 ids below a page of 100
// contracts would be read 100 times. The generated code calls Once instead (graph/internal/once
// puts the call there), and resolvers use Digest for the keys under which they load related rows.
package arguments

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"slices"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Read reads the arguments of a field from their raw values.
type Read func(ctx context.Context, raw map[string]any) (map[string]any, error)

// node is a field of the document as it is read on one type: a field in a fragment on an
// interface is read on several.
type node struct {
	field      *ast.Field
	coordinate string // for example "Borough.contracts"
}

// read is the result of reading the arguments of a node.
type read struct {
	once sync.Once
	args map[string]any
	err  error
	path ast.Path // of the argument that err is about, below the field
}

// memo holds what was read for one operation.
type memo struct {
	mu      sync.Mutex
	reads   map[node]*read
	digests map[any]string
}

type memoKey struct{}

// With returns a context for one operation. Once and Digest remember what they read in it.
func With(ctx context.Context) context.Context {
	return context.WithValue(ctx, memoKey{}, &memo{
		reads: map[node]*read{}, digests: map[any]string{},
	})
}

// Once returns the arguments of a field, and reads them only for its first parent. The caller must
// not change them, because all parents share them. Each parent gets an error with its own path.
func Once(ctx context.Context, field graphql.CollectedField, coordinate string, variables map[string]any, of Read) (map[string]any, error) {
	m, ok := ctx.Value(memoKey{}).(*memo)
	if !ok {
		return of(ctx, field.ArgumentMap(variables))
	}
	m.mu.Lock()
	r := m.reads[node{field.Field, coordinate}]
	if r == nil {
		r = &read{}
		m.reads[node{field.Field, coordinate}] = r
	}
	m.mu.Unlock()
	r.once.Do(func() {
		r.args, r.err = of(ctx, field.ArgumentMap(variables))
		if g, ok := errors.AsType[*gqlerror.Error](r.err); ok {
			parent := graphql.GetPath(ctx)
			r.path = slices.Clone(g.Path[min(len(parent), len(g.Path)):])
			r.err = g.Unwrap()
			if r.err == nil {
				r.err = errors.New(g.Message)
			}
		}
	})
	if r.err != nil {
		return nil, gqlerror.WrapPath(slices.Concat(graphql.GetPath(ctx), r.path), r.err)
	}
	return r.args, nil
}

// Digest returns a short text that stands for arguments, which are plain data. Equal arguments have
// equal digests, and a digest does not grow with its arguments. It is computed once for each key in
// an operation; key holds the pointers and values that make the arguments what they are.
func Digest(ctx context.Context, key any, arguments ...any) string {
	m, ok := ctx.Value(memoKey{}).(*memo)
	if !ok {
		return digest(arguments)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	known, ok := m.digests[key]
	if !ok {
		known = digest(arguments)
		m.digests[key] = known
	}
	return known
}

func digest(arguments []any) string {
	b, err := json.Marshal(arguments)
	if err != nil {
		panic(err) // arguments are plain data and always encode
	}
	sum := sha256.Sum256(b)
	return string(sum[:])
}
