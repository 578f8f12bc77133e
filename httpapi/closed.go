package httpapi

import (
	"context"
	"errors"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/estate"
)

// noIntrospection refuses operations that ask for the schema. Without it, gqlgen answers them with
// an error of its own while it executes, which looks like a fault of the server.
type noIntrospection struct{}

// ExtensionName implements graphql.HandlerExtension.
func (noIntrospection) ExtensionName() string { return "noIntrospection" }

// Validate implements graphql.HandlerExtension.
func (noIntrospection) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses a valid operation that selects __schema or __type.
func (noIntrospection) MutateOperationContext(_ context.Context, o *graphql.OperationContext) *gqlerror.Error {
	if o.Operation != nil && introspects(o.Operation.SelectionSet, map[string]bool{}) {
		return wrap(estate.Invalidf("this server does not show its schema: ask its operator for it"))
	}
	return nil
}

// introspects reports whether the fields at the top of an operation ask for the schema. seen holds
// the fragments that were looked at.
func introspects(selections ast.SelectionSet, seen map[string]bool) bool {
	for _, selection := range selections {
		found := false
		switch s := selection.(type) {
		case *ast.Field:
			found = s.Name == "__schema" || s.Name == "__type"
		case *ast.InlineFragment:
			found = introspects(s.SelectionSet, seen)
		case *ast.FragmentSpread:
			if s.Definition != nil && !seen[s.Name] {
				seen[s.Name] = true
				found = introspects(s.Definition.SelectionSet, seen)
			}
		}
		if found {
			return true
		}
	}
	return false
}

// presentUnnamed returns a presenter that leaves out the names that the validator suggests, because
// they reveal the schema name by name. Suggestions of boroughs and ids stay, because they come from
// the data.
func presentUnnamed(present graphql.ErrorPresenterFunc) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		shown := present(ctx, err)
		if invalid, ok := errors.AsType[*gqlerror.Error](err); ok && invalid.Rule != "" && shown != nil {
			short := *shown
			short.Message, _, _ = strings.Cut(short.Message, " Did you mean ")
			return &short
		}
		return shown
	}
}
