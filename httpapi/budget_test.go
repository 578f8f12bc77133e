package httpapi

import (
	"fmt"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// servedSchema returns the schema that the program serves, read from its file, because this package
// has no resolvers.
func servedSchema(t testing.TB) *ast.Schema {
	t.Helper()
	text, err := os.ReadFile("../schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// Every list of objects states its assumed size, unless the request states its length with a page
// or a list of ids. No other field states a size.
func TestListsSayTheirSize(t *testing.T) {
	schema := servedSchema(t)
	sized := 0
	for _, of := range schema.Types {
		for _, f := range of.Fields {
			if of.BuiltIn || strings.HasPrefix(f.Name, "__") {
				continue
			}
			returns := schema.Types[f.Type.Name()]
			wanted := f.Type.Elem != nil && returns.IsCompositeType() && !paged(f) &&
				f.Name != "edges" && f.Name != "nodes"
			has := f.Directives.ForName("listSize") != nil
			if has != wanted && of.Kind != ast.InputObject {
				t.Errorf("%s.%s has @listSize: %t, want %t", of.Name, f.Name, has, wanted)
			}
			if has {
				sized++
			}
		}
	}
	if sized < 80 {
		t.Errorf("only %d lists have a size: is this the whole schema?", sized)
	}
}

// These are operations that people will send, with everything below their rows, in pages of up to a
// hundred.
func TestDefaultLimitsLetThrough(t *testing.T) {
	const contract = `id title parties { borough { name } name } suppliers { supplier { name } signedAs } systems { name } services { name }
		startDate endDate exitPoints { kind date } annualValue { money { amount } } evidence { field value asOf source { name } }`
	const link = `via contract { title } deployment { id } systems { name } supplier { name } signedAs term endDate evidence { field value source { name } }`
	introspection, err := os.ReadFile("testdata/introspection.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for name, query := range map[string]string{
		"contracts with everything":            `{ contracts(first: 100) { totalCount edges { cursor node { ` + contract + ` } } } }`,
		"boroughs with their systems":          `{ boroughs(first: 33) { nodes { name deployments(first: 50) { nodes { status system { name maker { name } } services { name } } } } } }`,
		"boroughs with their contracts":        `{ boroughs(first: 33) { nodes { name contracts(first: 25) { nodes { ` + contract + ` } } } } }`,
		"shared suppliers, a page":             `{ sharedSuppliers { nodes { supplier { name } boroughs { borough { name } links { ` + link + ` } } } coverage { contractsLeftOut { reason contracts { title } } } } }`,
		"shared suppliers, a hundred":          `{ sharedSuppliers(first: 100) { nodes { supplier { name } boroughs { borough { name } links { ` + link + ` } } } } }`,
		"shared suppliers, five links to each": `{ sharedSuppliers(first: 50) { nodes { supplier { name } boroughs(links: 5) { borough { name } links { ` + link + ` } } } } }`,
		"renewals":                             `{ renewals(first: 100) { nodes { date kind startBy contract { ` + contract + ` } } coverage { contractsLeftOut { reason contracts(first: 100) { title } } } } }`,
		"introspection":                        string(introspection),
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, DefaultLimits().Tokens)
			if err != nil {
				t.Fatal(err)
			}
			schema := servedSchema(t)
			if _, errs := gqlparser.LoadQueryWithRules(schema, query, nil); len(errs) > 0 {
				t.Fatal(errs)
			}
			m := &meter{schema: schema, doc: doc, fragments: make(map[string]measure)}
			cost, widest := m.document("")
			if err := (&operationLimits{limits: DefaultLimits()}).check(cost, widest); err != nil {
				t.Error(err)
			}
			t.Log(fmt.Sprint("cost ", cost, " fields ", widest.fields, " depth ", widest.depth))
		})
	}
}

// A calendar of 400 periods costs as much as one of 24, because its length follows from its dates.
func TestAnAnswerHasNoMoreObjectsThanMayBeAskedFor(t *testing.T) {
	bundled := serveBundled(t)
	body := post(`{"query":"{ renewalCalendar(by: MONTH, from: \"2000-01-01\", to: \"2030-01-01\") { periods { contractCount } } }"}`)
	got, text := read(t, send(bundled, body))
	if len(got.Errors) > 0 || strings.Count(text, "contractCount") != 361 {
		t.Fatalf("%.300s", text)
	}
	strict := serveBundledWith(t, func(o *Options) { o.Limits.Cost = 200 })
	body = post(`{"query":"{ renewalCalendar(by: MONTH, from: \"2000-01-01\", to: \"2030-01-01\") { periods { contractCount } } }"}`)
	got, text = read(t, send(strict, body))
	if len(got.Errors) != 1 || got.Errors[0].Extensions.Code != "TOO_COSTLY" || got.Data != nil ||
		!strings.Contains(text, "more than 200 objects") {
		t.Errorf("%.300s", text)
	}
}

// An answer that would be too long is one error, whatever makes it long.
func TestAnAnswerIsNoLongerThanAllowed(t *testing.T) {
	strict := serveBundledWith(t, func(o *Options) { o.Limits.Answer = 3_000 })
	for name, query := range map[string]string{
		"many rows":     `{ contracts(first: 100) { nodes { id title } } }`,
		"rows in rows":  `{ boroughs(first: 33) { nodes { contracts(first: 5) { nodes { id } } } } }`,
		"long names":    `{ contracts(first: 50) { nodes { ` + strings.Repeat("a", maxName) + `: id } } }`,
		"introspection": `{ __schema { types { name description } } }`,
	} {
		w := httptest.NewRecorder()
		strict.ServeHTTP(w, attack{query: query}.request())
		got, text := read(t, w.Result())
		if len(got.Errors) != 1 || got.Errors[0].Extensions.Code != "TOO_COSTLY" || got.Data != nil ||
			!strings.Contains(text, "longer than 3000 bytes") {
			t.Errorf("%s: %.300s", name, text)
		}
	}
}

// An answer shows the first errors and counts the others.
func TestErrorsThatAreNotShownAreCounted(t *testing.T) {
	const wrong, more = `{ nodes(ids: %s) { id } }`, 10
	w := httptest.NewRecorder()
	serveBundled(t).ServeHTTP(w, attack{query: fmt.Sprintf(wrong, listed(maxErrors+more, "Nothing:1"))}.request())
	got, text := read(t, w.Result())
	if len(got.Errors) != maxErrors || !strings.Contains(text, fmt.Sprintf(`"errorsOmitted":%d`, more)) {
		t.Errorf("%d errors are shown: %.300s", len(got.Errors), text[max(0, len(text)-300):])
	}
}
