// Package graph answers GraphQL over an estate.Store.
//
// The schema is in schema/, one file a noun or question; the resolvers of each file
// are in the .resolvers.go file of the same name and only turn arguments into domain
// values and call one Store method. page.go has what all lists share, cohort.go what
// makes one statement of a field for all rows read together, ask.go what turns
// arguments into filters, present.go what clients see of an error.
// To change the schema, edit its file and run `go generate ./graph`.
package graph

import (
	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
	"boroughgraph/graph/generated"
)

//go:generate go tool gqlgen generate
//go:generate go run ./internal/sdl ../schema.graphql

// Resolver answers the schema's fields.
type Resolver struct {
	store estate.Store
	today func() estate.Date
}

// New makes the schema over a store. today says what day it is where a request
// names none.
func New(store estate.Store, today func() estate.Date) graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{store: store, today: today}})
}
