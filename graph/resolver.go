// Package graph answers GraphQL over an estate.Store.
//
// The schema is in schema/, with one file for each noun or question. The resolvers of a schema
// file are in the .resolvers.go file of the same name. A resolver turns arguments into domain
// values and calls one Store method.
//
//   - page.go has what all lists share.
//   - cohort.go makes one statement of a field for all rows that were read together.
//   - ask.go turns arguments into filters.
//   - present.go decides what clients see of an error.
//
// To change the schema, edit its file and run `go generate ./graph`.
package graph

import (
	"context"
	"maps"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"boroughgraph/estate"
	"boroughgraph/graph/arguments"
	"boroughgraph/graph/generated"
)

//go:generate go tool gqlgen generate
//go:generate go run ./internal/once generated
//go:generate go run ./internal/sdl ../schema.graphql

// Resolver resolves the fields of the schema.
type Resolver struct {
	store estate.Store
	today func() estate.Date
}

// New returns the executable schema over a store. The function today returns the day that a
// request is about if it does not give one.
func New(store estate.Store, today func() estate.Date) graphql.ExecutableSchema {
	return executable{generated.NewExecutableSchema(generated.Config{
		Resolvers: &Resolver{store: store, today: today}, Schema: withoutDefer(),
	})}
}

// withoutDefer returns the schema without @defer, which gqlparser adds to every schema. An answer
// is one payload, so a deferred fragment would turn known facts into null. Without the directive,
// introspection doesn't offer it and validation refuses it.
func withoutDefer() *ast.Schema {
	schema := *generated.NewExecutableSchema(generated.Config{}).Schema()
	schema.Directives = maps.Clone(schema.Directives)
	delete(schema.Directives, "defer")
	return &schema
}

// executable reads the arguments of each field once per operation.
type executable struct{ graphql.ExecutableSchema }

// Exec implements graphql.ExecutableSchema.
func (e executable) Exec(ctx context.Context) graphql.ResponseHandler {
	run := e.ExecutableSchema.Exec(ctx)
	return func(ctx context.Context) *graphql.Response { return run(arguments.With(ctx)) }
}
