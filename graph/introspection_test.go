package graph_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"boroughgraph/graph"
	"boroughgraph/graph/graphtest"
	"boroughgraph/sqlite"
)

// emptyEngine answers over a store without facts.
func emptyEngine(t *testing.T) *graphtest.Engine {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(t.Context()) })
	e := &graphtest.Engine{}
	e.Serve(s)
	e.Use(extension.Introspection{})
	return e
}

// introspected is what introspection says about a type.
type introspected struct {
	Name, Kind          string
	Fields, InputFields []struct {
		Name string
		Args []struct{ Name string }
	}
	EnumValues    []struct{ Name string }
	PossibleTypes []struct{ Name string }
}

// coordinates returns the schema coordinates of a type.
func (i introspected) coordinates() []string {
	all := []string{i.Name}
	for _, f := range slices.Concat(i.Fields, i.InputFields) {
		all = append(all, i.Name+"."+f.Name)
		for _, a := range f.Args {
			all = append(all, fmt.Sprintf("%s.%s(%s)", i.Name, f.Name, a.Name))
		}
	}
	for _, v := range i.EnumValues {
		all = append(all, i.Name+"."+v.Name)
	}
	return all
}

// TestIntrospectionIsTheSchema compares what introspection offers with /schema.graphql. A type,
// field, argument or directive that only one of them has would be a promise that the server breaks.
func TestIntrospectionIsTheSchema(t *testing.T) {
	data, _ := emptyEngine(t).MustAnswer(t, `{ __schema {
		directives { name }
		types {
			name kind
			fields(includeDeprecated: true) { name args(includeDeprecated: true) { name } }
			inputFields(includeDeprecated: true) { name }
			enumValues(includeDeprecated: true) { name }
		}
	} }`, nil)
	text, err := json.Marshal(data["__schema"])
	if err != nil {
		t.Fatal(err)
	}
	var offered struct {
		Directives []struct{ Name string }
		Types      []introspected
	}
	if err := json.Unmarshal(text, &offered); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range offered.Directives {
		got = append(got, "@"+d.Name)
	}
	for _, o := range offered.Types {
		if !strings.HasPrefix(o.Name, "__") && !builtIn[o.Name] {
			got = append(got, o.coordinates()...)
		}
	}
	want := []string{"@cost", "@deprecated", "@include", "@listSize", "@oneOf", "@skip", "@specifiedBy", "@wholeList"}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: graph.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range schema.Types {
		if d.BuiltIn || strings.HasPrefix(d.Name, "__") {
			continue
		}
		want = append(want, printed(d)...)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("introspection (-schema.graphql +introspection):\n%s", diff)
	}
}

// builtIn names the scalars that every schema has.
var builtIn = map[string]bool{"ID": true, "String": true, "Int": true, "Float": true, "Boolean": true}

// printed returns the schema coordinates of a type in the printed schema.
func printed(d *ast.Definition) []string {
	all := []string{d.Name}
	for _, f := range d.Fields {
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		all = append(all, d.Name+"."+f.Name)
		for _, a := range f.Arguments {
			all = append(all, fmt.Sprintf("%s.%s(%s)", d.Name, f.Name, a.Name))
		}
	}
	for _, v := range d.EnumValues {
		all = append(all, d.Name+"."+v.Name)
	}
	return all
}

// TestDeferIsRefused checks that @defer is an error, because the server sends one payload and a
// deferred field would be missing without an error.
func TestDeferIsRefused(t *testing.T) {
	e := emptyEngine(t)
	response, _ := e.Answer(t, `{ contracts { nodes { ... @defer { id } } } }`, nil)
	text, err := json.Marshal(response)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `Unknown directive \"@defer\"`) {
		t.Errorf("@defer answers %s", text)
	}
}

// TestIDsAreGlobal checks that clients' caches, which know a thing by its type and id, can rely on
// every field called id. A type that has one must be a Node or be on the list of others with unique
// ids.
func TestIDsAreGlobal(t *testing.T) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: graph.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	unique := map[string]string{
		"Batch":    "batch ids are made once, at random, and revert takes them",
		"Evidence": "evidence ids are keys of the store; evidence is read with its subject",
	}
	for _, d := range schema.Types {
		if d.Kind != ast.Object || d.Fields.ForName("id") == nil {
			continue
		}
		if _, ok := unique[d.Name]; ok {
			delete(unique, d.Name)
			continue
		}
		if !slices.Contains(d.Interfaces, "Node") {
			t.Errorf("%s.id: make %s a Node, or call the field something else", d.Name, d.Name)
		}
	}
	if len(unique) > 0 {
		t.Errorf("these have no id: %v", slices.Collect(maps.Keys(unique)))
	}
}

// TestOneFailingRootLeavesTheOthers checks that each root field can be null by itself.
func TestOneFailingRootLeavesTheOthers(t *testing.T) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: graph.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range schema.Query.Fields {
		if f.Type.NonNull && !strings.HasPrefix(f.Name, "__") {
			t.Errorf("Query.%s is non-null: an error in it would blank all other fields", f.Name)
		}
	}
}

// TestMalformedIDInAList keeps what the other ids of nodes lead to.
func TestMalformedIDInAList(t *testing.T) {
	e := emptyEngine(t)
	response, _ := e.Answer(t, `{ nodes(ids: ["System:none", "mosaic", "Council:1"]) { id } }`, nil)
	text, err := json.Marshal(response)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"data":{"nodes":[null,null,null]}`, `"path":["nodes",1]`, `"path":["nodes",2]`, `"argument":"ids.1"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the answer %s lacks %s", text, want)
		}
	}
}
