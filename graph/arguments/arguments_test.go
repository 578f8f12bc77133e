package arguments_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/graph/arguments"
)

// parent returns the context in which the field of the i-th parent is resolved.
func parent(ctx context.Context, field graphql.CollectedField, i int) context.Context {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i})
	return graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: field})
}

func field(name string) graphql.CollectedField {
	return graphql.CollectedField{Field: &ast.Field{Name: name, Alias: name, Definition: &ast.FieldDefinition{}}}
}

func TestArgumentsAreReadOnceForAllParents(t *testing.T) {
	ctx, reads := arguments.With(t.Context()), 0
	read := func(context.Context, map[string]any) (map[string]any, error) {
		reads++
		return map[string]any{"first": reads}, nil
	}
	contracts, deployments := field("contracts"), field("deployments")
	for i := range 100 {
		for want, f := range map[int]graphql.CollectedField{1: contracts, 2: deployments} {
			got, err := arguments.Once(parent(ctx, f, i), f, "Borough."+f.Name, nil, read)
			if err != nil || i > 0 && len(got) != 1 {
				t.Fatalf("reading %d: %v, %v", want, got, err)
			}
		}
	}
	if reads != 2 {
		t.Errorf("the arguments of two fields were read %d times", reads)
	}
	if _, err := arguments.Once(parent(ctx, contracts, 0), contracts, "Supplier.contracts", nil, read); err != nil || reads != 3 {
		t.Errorf("another type's field of the same node: %d reads, %v", reads, err)
	}
}

func TestEachParentGetsTheErrorWithItsOwnPath(t *testing.T) {
	ctx, reads := arguments.With(t.Context()), 0
	wrong := errors.New("not a date")
	read := func(ctx context.Context, _ map[string]any) (map[string]any, error) {
		reads++
		return nil, gqlerror.WrapPath(graphql.GetPath(graphql.WithPathContext(ctx, graphql.NewPathWithField("asOf"))), wrong)
	}
	f := field("contracts")
	for i := range 3 {
		_, err := arguments.Once(parent(ctx, f, i), f, "Borough.contracts", nil, read)
		g, ok := errors.AsType[*gqlerror.Error](err)
		if want := fmt.Sprintf("[%d].contracts.asOf", i); !ok || g.Path.String() != want || !errors.Is(err, wrong) {
			t.Errorf("parent %d: got %v, want the path %s", i, err, want)
		}
	}
	if reads != 1 {
		t.Errorf("wrong arguments were read %d times", reads)
	}
}

func TestDigestsDoNotGrow(t *testing.T) {
	long := make([]string, 10_000)
	if got := arguments.Digest(t.Context(), nil, long); len(got) != 32 {
		t.Errorf("a digest has %d bytes", len(got))
	}
	one, oneAgain := []int{1}, []int{1}
	if arguments.Digest(t.Context(), nil, one) != arguments.Digest(t.Context(), nil, oneAgain) {
		t.Error("equal arguments have different digests")
	}
	if arguments.Digest(t.Context(), nil, one) == arguments.Digest(t.Context(), nil, []int{2}) {
		t.Error("different arguments have one digest")
	}
}
