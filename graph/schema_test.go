package graph_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"boroughgraph/graph"
)

func TestSchemaFileIsCurrent(t *testing.T) {
	held, err := os.ReadFile("../schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(held), graph.SDL()); diff != "" {
		t.Errorf("schema.graphql is old: run go generate ./graph (-file +schema):\n%s", diff)
	}
}

// TestSchemaIsDescribed checks that every type, field, argument and enum value has a description.
func TestSchemaIsDescribed(t *testing.T) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: graph.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	described := 0
	need := func(what, description string) {
		described++
		if !strings.HasSuffix(strings.TrimRight(description, "`\""), ".") {
			t.Errorf("%s is described as %q, want a sentence", what, description)
		}
	}
	for _, d := range schema.Types {
		if d.BuiltIn || strings.HasPrefix(d.Name, "__") {
			continue
		}
		need(d.Name, d.Description)
		for _, v := range d.EnumValues {
			need(d.Name+"."+v.Name, v.Description)
		}
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			need(d.Name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				need(d.Name+"."+f.Name+"("+a.Name+")", a.Description)
			}
		}
	}
	if described < 400 {
		t.Errorf("only %d things looked at: is this the whole schema?", described)
	}
}
