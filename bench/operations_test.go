package bench

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"boroughgraph/graph"
)

// operation is one operation to measure: the query of a golden case of graph/testdata, or one of
// its own.
type operation struct {
	name   string
	level  bool // may take at most twice the time at the larger size
	golden string
	query  string
	// variables returns the variables, before the clock runs. It may be nil.
	variables func(*testing.B, *engine, found) map[string]any
}

// found holds ids of the estate that operations ask for.
type found struct {
	identifier                      string // of the supplier
	supplierID, systemID, serviceID string
	contracts                       []any // fifty ids
}

const (
	// page asks for a page without its total.
	page = `query($first: Int, $after: String, $last: Int, $before: String, $filter: ContractFilter) {
  contracts(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    nodes { id title startDate endDate parties { borough { name } } suppliers { supplier { name } } }
    pageInfo { endCursor hasNextPage }
  }
}`
	window = `query($first: Int, $after: String, $boroughs: [BoroughKey!], $systems: [ID!], $services: [ID!]) {
  renewals(first: $first, after: $after, boroughs: $boroughs, systems: $systems, services: $services) {
    nodes { date kind contract { id title } }
    pageInfo { endCursor }
  }
}`
	ofTwo  = `query($slug: String!, $systems: [ID!]) { borough(slug: $slug) { contracts(first: 10, filter: {systems: $systems}) { nodes { id } } } }`
	search = `query($query: String! = "synthetic llp", $first: Int, $after: String) { search(query: $query, first: $first, after: $after) { edges { matched { text } node { id } } pageInfo { endCursor } } }`
	// deep is the number of pages, of 10 rows each, before "page 200".
	deep = 199
)

// operations lists what is measured. (a) to (f) are those of docs/statements.md.
var operations = []operation{
	{name: "(a) 50 contracts with what is under them", level: true, golden: "Query/contracts/with_what_is_under_them", variables: rows(50)},
	{name: "(b) 33 boroughs with 10 deployments each", golden: "Query/boroughs/with_deployments", variables: rows(33)},
	{name: "(c) a supplier with 50 contracts", golden: "Query/supplier/with_contracts", variables: rows(50)},
	{name: "(d) shared suppliers with everything under them", golden: "Query/sharedSuppliers/with_everything_under_it", variables: rows(50)},
	{name: "(e) renewals of a year with coverage", golden: "Query/renewals/of_a_year", variables: rows(100)},
	{name: "(f) 50 contracts by id", level: true, golden: "Query/nodes/contracts", variables: using(func(f found) map[string]any { return map[string]any{"ids": f.contracts} })},

	{name: "page 1", level: true, query: page, variables: at(map[string]any{"first": 10})},
	{name: "page 200", level: true, query: page, variables: pageAt(deep)},
	{name: "the page in the middle", level: true, query: page, variables: middle},
	{name: "the last page", level: true, query: page, variables: at(map[string]any{"last": 10})},
	{name: "page 1 with its total", query: strings.Replace(page, "pageInfo {", "totalCount pageInfo {", 1), variables: at(map[string]any{"first": 10})},
	{name: "page 1 of a borough", level: true, query: page, variables: filtered(func(found) map[string]any { return map[string]any{"boroughs": []any{"camden"}} })},
	{name: "page 1 of a term", level: true, query: page, variables: filtered(func(found) map[string]any { return map[string]any{"terms": []any{"IN_TERM"}} })},
	{name: "page 1 of a supplier", level: true, query: page, variables: filtered(func(f found) map[string]any { return map[string]any{"suppliers": []any{f.supplierID}} })},
	{name: "page 1 of a system", level: true, query: page, variables: filtered(func(f found) map[string]any { return map[string]any{"systems": []any{f.systemID}} })},
	{name: "page 1 of a service", level: true, query: page, variables: filtered(func(f found) map[string]any { return map[string]any{"services": []any{f.serviceID}} })},
	{name: "page 1 of what ends in a year", level: true, query: page, variables: filtered(func(found) map[string]any {
		return map[string]any{"endDate": map[string]any{"from": "2026-11-23", "to": "2027-11-22"}}
	})},
	{name: "contracts under 33 boroughs", level: true, query: `{ boroughs(first: 33) { nodes { contracts(first: 3) { nodes { id } } } } }`},
	{name: "contracts in term under 33 boroughs", level: true, query: `{ boroughs(first: 33) { nodes { contracts(first: 3, filter: {terms: [IN_TERM]}) { nodes { id } } } } }`},
	{name: "contracts of a borough and a system", level: true, query: ofTwo, variables: both("hounslow", "System:synthetic-0000000")},
	{name: "contracts of a borough and a system, rarely both", query: ofTwo, variables: both("camden", "System:synthetic-0000010")},
	{name: "suppliers", level: true, query: `{ suppliers(first: 25) { nodes { id name } } }`},
	{name: "suppliers of a borough", level: true, query: `{ suppliers(first: 25, filter: {boroughs: ["camden"]}) { nodes { id name } } }`},
	{name: "systems of a borough", level: true, query: `{ systems(first: 25, filter: {boroughs: ["camden"]}) { nodes { id name } } }`},

	{name: "renewals, page 1", level: true, query: window, variables: at(map[string]any{"first": 25})},
	{name: "renewals, page 20", level: true, query: window, variables: renewalsAt(20)},
	{name: "renewals of a borough", level: true, query: window, variables: at(map[string]any{"first": 10, "boroughs": []any{"camden"}})},
	{name: "renewals of a system", level: true, query: window, variables: using(func(f found) map[string]any { return map[string]any{"first": 10, "systems": []any{f.systemID}} })},
	{name: "renewals of a service", level: true, query: window, variables: using(func(f found) map[string]any { return map[string]any{"first": 10, "services": []any{f.serviceID}} })},
	{name: "renewals of a borough and a system, rarely both", query: window, variables: using(func(f found) map[string]any {
		return map[string]any{"first": 10, "boroughs": []any{"camden"}, "systems": []any{f.systemID}}
	})},
	{name: "renewals with their total", query: strings.Replace(window, "pageInfo {", "totalCount pageInfo {", 1), variables: at(map[string]any{"first": 25})},
	{name: "renewals with coverage", query: strings.Replace(window, "pageInfo {", "coverage { contracts } pageInfo {", 1), variables: at(map[string]any{"first": 25})},
	{name: "shared suppliers, page 1", query: `{ sharedSuppliers(first: 25) { nodes { supplier { name } boroughCount } } }`},
	{name: "shared suppliers with coverage", query: `{ sharedSuppliers(first: 25) { nodes { supplier { name } boroughCount } coverage { contracts } } }`},
	{name: "shared systems, page 1", query: `{ sharedSystems(first: 25) { nodes { system { name } boroughCount } } }`},
	{name: "renewals by month for two years", query: `{ renewalCalendar(by: MONTH) { periods { firstDate contractCount } } }`},
	{name: "joint purchases by system", query: `{ collaborationOpportunities(first: 10) { nodes { contractCount windows { startDate } } } }`},

	{name: "search, a word of 33 texts at each size", level: true, query: search, variables: at(map[string]any{"query": "e09", "first": 25})},
	{name: "search, words of 50 and of 743 texts", level: true, query: search, variables: at(map[string]any{"first": 25})},
	{name: "search, a word of 42 and of 974 texts", level: true, query: search, variables: at(map[string]any{"query": "daduti", "first": 25})},
	{name: "search, the page in the middle", level: true, query: search, variables: searchAt},
	{name: "search, one letter", query: search, variables: at(map[string]any{"query": "s", "first": 25})},

	{name: "a node", level: true, query: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Contract { title } } }`, variables: using(func(f found) map[string]any { return map[string]any{"ids": f.contracts[:1]} })},
}

// text returns the operation's query.
func (o operation) text(t testing.TB, f found) string {
	t.Helper()
	if o.golden == "" {
		return o.query
	}
	archive, err := txtar.ParseFile(filepath.Join("../graph/testdata", o.golden+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		if file.Name == "query.graphql" {
			// The only identifier that the goldens name is of a real company.
			return strings.ReplaceAll(string(file.Data), `"00968498"`, `"`+f.identifier+`"`)
		}
	}
	t.Fatalf("%s has no query.graphql", o.golden)
	return ""
}

// TestOperations checks that every query is valid, so that a run of hours does not end at a removed
// field.
func TestOperations(t *testing.T) {
	schema := graph.New(nil, nil).Schema()
	for _, o := range operations {
		if _, errs := gqlparser.LoadQueryWithRules(schema, o.text(t, found{}), rules.NewDefaultRules()); errs != nil {
			t.Errorf("%s: %v", o.name, errs)
		}
	}
}

func at(variables map[string]any) func(*testing.B, *engine, found) map[string]any {
	return func(*testing.B, *engine, found) map[string]any { return variables }
}

func rows(n int) func(*testing.B, *engine, found) map[string]any {
	return at(map[string]any{"rows": n})
}

// using returns variables that are made from what is found.
func using(variables func(found) map[string]any) func(*testing.B, *engine, found) map[string]any {
	return func(_ *testing.B, _ *engine, f found) map[string]any { return variables(f) }
}

func filtered(filter func(found) map[string]any) func(*testing.B, *engine, found) map[string]any {
	return using(func(f found) map[string]any { return map[string]any{"first": 10, "filter": filter(f)} })
}

// both asks for the contracts of a borough and a system.
func both(slug, system string) func(*testing.B, *engine, found) map[string]any {
	return at(map[string]any{"slug": slug, "systems": []any{system}})
}

// pageAt asks for the page of 10 contracts after n pages of 10.
func pageAt(n int) func(*testing.B, *engine, found) map[string]any {
	return func(b *testing.B, e *engine, _ found) map[string]any {
		return map[string]any{"first": 10, "after": skip(b, e, page, "contracts", 10*n)}
	}
}

// middle asks for the page of 10 contracts halfway through all of them.
func middle(b *testing.B, e *engine, _ found) map[string]any {
	return map[string]any{"first": 10, "after": skip(b, e, page, "contracts", e.contracts/2)}
}

// renewalsAt asks for the page of 25 renewals after n pages of 25.
func renewalsAt(n int) func(*testing.B, *engine, found) map[string]any {
	return func(b *testing.B, e *engine, _ found) map[string]any {
		return map[string]any{"first": 25, "after": skip(b, e, window, "renewals", 25*n)}
	}
}

// searchAt asks for the page of 25 in the middle of the hits for "synthetic llp": 50 texts at 3,000
// contracts, 743 at 100,000.
func searchAt(b *testing.B, e *engine, _ found) map[string]any {
	return map[string]any{"first": 25, "after": skip(b, e, search, "search", min(350, e.contracts/200))}
}

// skip returns the cursor of the n-th row of a list.
func skip(b *testing.B, e *engine, query, list string, n int) any {
	b.Helper()
	var cursor any
	for n > 0 {
		step := min(n, 100)
		data := read[map[string]struct{ PageInfo struct{ EndCursor string } }](b, e, query, map[string]any{"first": step, "after": cursor})
		cursor = data[list].PageInfo.EndCursor
		n -= step
	}
	return cursor
}

// find looks up the ids that operations ask for. They are the same at every size, and so popular
// that a page of 10 is always full.
func find(b *testing.B, e *engine) found {
	b.Helper()
	f := found{supplierID: "Supplier:synthetic-0000010", systemID: "System:synthetic-0000010", serviceID: "Service:early-years"}
	of := read[map[string]struct{ Identifiers []struct{ ID string } }](
		b, e, `query($id: ID!) { supplier(id: $id) { identifiers { value } } }`, map[string]any{"id": f.supplierID})
	f.identifier = of["supplier"].Identifiers[0].ID
	type list struct{ Nodes []struct{ ID string } }
	lists := read[map[string]list](b, e, `{ contracts(first: 50) { nodes { id } } }`, nil)
	for _, c := range lists["contracts"].Nodes {
		f.contracts = append(f.contracts, c.ID)
	}
	return f
}
