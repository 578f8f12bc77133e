package httpapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"pgregory.net/rapid"

	"boroughgraph/estate"
)

func meterOf(t testing.TB, query, variables string) *meter {
	t.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: query})
	if err != nil {
		t.Fatal(err)
	}
	m := &meter{schema: loadSchema(t), doc: doc, fragments: make(map[string]measure)}
	if variables != "" {
		d := json.NewDecoder(strings.NewReader(variables))
		d.UseNumber()
		if err := d.Decode(&m.variables); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// The sums are worked out by hand. A connection is one object, a node is one, and an edge is one
// more. A contract has 2 parties (@listSize) and 10 pieces of evidence (unsized).
func TestCost(t *testing.T) {
	for name, c := range map[string]struct {
		query, variables string
		want             int
	}{
		"scalars are free":                    {query: `{ hello }`, want: 0},
		"a page is 25 unless it says":         {query: `{ contracts { nodes { id } } }`, want: 1 + 25},
		"edges hold a node each":              {query: `{ contracts(first: 7) { edges { cursor node { id } } } }`, want: 1 + 7*2},
		"last counts as first does":           {query: `{ contracts(last: 7) { nodes { id } } }`, want: 1 + 7},
		"lists of a row":                      {query: `{ contracts(first: 50) { nodes { parties { name } evidence { source { name } } } } }`, want: 1 + 50*(1+2+10*2)},
		"a total is free":                     {query: `{ contracts(first: 50) { totalCount } }`, want: 1},
		"a single object is one":              {query: `{ contracts(first: 1) { nodes { successor { successor { id } } } } }`, want: 1 + 3},
		"a page size in a variable":           {query: `query($n: Int) { contracts(first: $n) { nodes { id } } }`, variables: `{"n": 9}`, want: 1 + 9},
		"its default":                         {query: `query($n: Int = 4) { contracts(first: $n) { nodes { id } } }`, want: 1 + 4},
		"a variable that is null":             {query: `query($n: Int = 4) { contracts(first: $n) { nodes { id } } }`, variables: `{"n": null}`, want: 1 + 25},
		"a page of maxint stops at ceiling":   {query: `{ contracts(first: 9223372036854775807) { nodes { parties { name } } } }`, want: ceiling},
		"so does one beyond":                  {query: `{ contracts(first: 99999999999999999999) { nodes { id } } }`, want: ceiling},
		"and one in a variable":               {query: `query($n: Int) { contracts(first: $n) { nodes { id } } }`, variables: `{"n": 99999999999999999999}`, want: ceiling},
		"a negative page holds nothing":       {query: `{ contracts(first: -5) { nodes { id } } }`, want: 1},
		"ids as many as named":                {query: `{ nodes(ids: ["a", "b", "c"]) { id } }`, want: 3},
		"ids in a variable":                   {query: `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, variables: `{"ids": ["a", "b"]}`, want: 2},
		"links as many as asked":              {query: `{ vendors(first: 2) { nodes { boroughs(links: 4) { links { contract { id } } } } } }`, want: 1 + 2*(1+10*(1+4*2))},
		"links unasked":                       {query: `{ vendors(first: 2) { nodes { boroughs { links { contract { id } } } } } }`, want: 1 + 2*(1+10*(1+3*2))},
		"a plain list with first":             {query: `{ vendors(first: 2) { nodes { contracts(first: 4) { id } } } }`, want: 1 + 2*(1+4)},
		"a plain list by its default":         {query: `{ vendors(first: 2) { nodes { contracts { id } } } }`, want: 1 + 2*(1+10)},
		"a fragment's rows are its page's":    {query: `{ contracts(first: 5) { ...C } } fragment C on ContractConnection { nodes { parties { name } } }`, want: 1 + 5*3},
		"one fragment under pages of 5 and 7": {query: `{ a: contracts(first: 5) { ...C } b: contracts(first: 7) { ...C } } fragment C on ContractConnection { nodes { id } }`, want: 2 + 5 + 7},
		"an inline fragment":                  {query: `{ nodes(ids: ["a", "b"]) { ... on Contract { parties { name } } } }`, want: 2 * 3},
		"what the schema lacks is free":       {query: `{ contracts(first: 2) { wrong { worse { id } } } gone { id } }`, want: 1},
		"a fragment that spreads itself":      {query: `{ contracts(first: 2) { ...A } } fragment A on ContractConnection { nodes { id } ...A }`, want: 1 + 2},
		"work for each row, and once for all": {query: `{ vendors(first: 3) { nodes { risk { score } } } }`, want: 1 + 3*(1+1+5) + 100},
		"each alias works by itself":          {query: `{ vendors(first: 3) { nodes { a: risk { score } b: risk { score } } } }`, want: 1 + 3*(1+2*(1+5)) + 2*100},
		"once in a fragment spread twice":     {query: `{ vendors(first: 3) { nodes { ...R ...R } } } fragment R on Vendor { risk { score } }`, want: 1 + 3*(1+2*(1+5)) + 2*100},
		"a scalar that works":                 {query: `{ region { vendors(first: 2) { nodes { name } } } }`, want: 9 + 1 + 1 + 2},
		"the whole list":                      {query: `{ vendors(first: 1) { totalCount } }`, want: 1 + 7},
		"the whole of a shorter list":         {query: `{ region { vendors(first: 1) { totalCount } } }`, want: 9 + 1 + 1 + 2},
		"the whole list by three properties":  {query: `{ vendors(first: 1) { facets(by: ["a", "b", "c"]) } }`, want: 1 + 3*3*7},
		"by one that is not in a list":        {query: `{ vendors(first: 1) { facets(by: "a") } }`, want: 1 + 3*7},
		"by one in a variable":                {query: `query($by: [ID!]!) { vendors(first: 1) { facets(by: $by) } }`, variables: `{"by": "a"}`, want: 1 + 3*7},
		"by two in a variable":                {query: `query($by: [ID!]!) { vendors(first: 1) { facets(by: $by) } }`, variables: `{"by": ["a", "b"]}`, want: 1 + 2*3*7},
		"a fragment on the page":              {query: `{ vendors(first: 1) { ...P } } fragment P on VendorConnection { totalCount }`, want: 1 + 7},
		"one id that is not in a list":        {query: `{ nodes(ids: "a") { id } }`, want: 1},
		"a fragment that is not there":        {query: `{ contracts(first: 2) { ...A } }`, want: 1},
	} {
		t.Run(name, func(t *testing.T) {
			if got, _ := meterOf(t, c.query, c.variables).document(""); got != c.want {
				t.Errorf("cost of %s is %d, want %d", c.query, got, c.want)
			}
		})
	}
}

func TestCostIsOfTheOperationThatRuns(t *testing.T) {
	query := `query A { contracts(first: 3) { nodes { id } } } query B($n: Int = 6) { contracts(first: $n) { nodes { id } } }`
	for operation, want := range map[string]int{"A": 1 + 3, "B": 1 + 6, "C": 1 + 25} { // C is not there, so the dearest counts, with its variable unknown
		if got, _ := meterOf(t, query, "").document(operation); got != want {
			t.Errorf("operation %s costs %d, want %d", operation, got, want)
		}
	}
}

func TestWidest(t *testing.T) {
	_, got := meterOf(t, `{ a: contracts { nodes { successor { ...S } } } hello } fragment S on Contract { x: title title: title parties { name } }`, "").document("")
	want := measure{fields: 8, aliases: 2, depth: 5, roots: 2}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(measure{})); d != "" {
		t.Error(d)
	}
}

// doubling returns a document of n fragments that each spread the next one twice, so the last is
// spread 2^n times.
func doubling(n int, leaf string) string {
	var b strings.Builder
	b.WriteString("{ contracts(first: 1) { nodes { ...F0 } } }")
	for i := range n {
		fmt.Fprintf(&b, " fragment F%d on Contract { ...F%d ...F%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment F%d on Contract { %s }", n, leaf)
	return b.String()
}

func TestDoublingFragmentsAreMeasuredOnceEach(t *testing.T) {
	for name, c := range map[string]struct{ leaf string }{
		"scalars": {"id title"}, "objects": {"parties { name }"},
	} {
		t.Run(name, func(t *testing.T) {
			query := doubling(22, c.leaf)
			if len(query) > 1100 {
				t.Fatalf("the document has %d bytes, want about 1 KB, because that is enough for an attack", len(query))
			}
			m := meterOf(t, query, "")
			began := time.Now()
			_, widest := m.document("")
			if took := time.Since(began); took > time.Second {
				t.Errorf("measuring took %s", took)
			}
			if want := 2 + 1 + 22*2 + 2; m.visits != want { // the operation's three, two a fragment, and the leaf's two
				t.Errorf("%d selections were looked at, want %d", m.visits, want)
			}
			if want := 2 + 2<<22; widest.fields != want {
				t.Errorf("it stands for %d fields, want %d", widest.fields, want)
			}
		})
	}
}

// check runs the guard as gqlgen does.
func check(t testing.TB, l Limits, query string) error {
	t.Helper()
	g := &operationLimits{limits: l, schema: loadSchema(t)}
	ctx := graphql.WithOperationContext(t.Context(), &graphql.OperationContext{})
	if err := g.MutateOperationParameters(ctx, &graphql.RawParams{Query: query}); err != nil {
		return err
	}
	return nil
}

func TestGuardRefuses(t *testing.T) {
	for name, c := range map[string]struct{ query, want string }{
		"tokens":        {"{ " + strings.Repeat("hello ", 2001) + "}", "more than 2000 words"},
		"depth":         {"{ contracts { nodes " + strings.Repeat("{ successor ", 13) + "{ id" + strings.Repeat(" }", 16), "16 levels of fields within fields where 15 are allowed"},
		"aliases":       {"{ " + numbered("a%d: hello ", 51) + "}", "51 aliases where 50 are allowed"},
		"roots":         {"{ " + strings.Repeat("hello ", 11) + "}", "11 fields at the top where 10 are allowed"},
		"fields":        {doubling(22, "id"), "4194306 fields, with every fragment written out where 2000 are allowed"},
		"fields beyond": {doubling(40, "id"), "more than 2,000,000,000 fields"},
		"an unused one": {"{ hello } " + strings.ReplaceAll(doubling(22, "id"), "{ contracts(first: 1) { nodes { ...F0 } } }", ""), "4194304 fields"},
		"cost":          {"{ contracts(first: 100) { nodes { evidence { source { name } } parties { name } successor { evidence { source { name } } } } } v: vendors(first: 100) { nodes { contracts(first: 100) { id parties { name } } } } w: vendors(first: 100) { nodes { contracts(first: 100) { id parties { name } } } } }", "costs 64603 where 50000 is allowed"},
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			err := check(t, DefaultLimits(), c.query)
			if took := time.Since(began); took > time.Second {
				t.Errorf("refusing took %s", took)
			}
			known, ok := errors.AsType[*estate.Error](err)
			if !ok || known.Code != estate.CodeTooCostly || !strings.Contains(known.Message, c.want) {
				t.Errorf("got %v, want TOO_COSTLY with %q", err, c.want)
			}
		})
	}
}

func TestGuardLetsThrough(t *testing.T) {
	for name, query := range map[string]string{
		"2,000 tokens":            "{ " + strings.Repeat("... { hello } ", 9) + "... { contracts { nodes { " + strings.Repeat("id ", 1900) + "} } } }",
		"15 levels":               "{ contracts { nodes " + strings.Repeat("{ successor ", 12) + "{ id" + strings.Repeat(" }", 15),
		"50 aliases":              "{ contracts { nodes { " + numbered("a%d: id ", 50) + "} } }",
		"what does not parse":     "{ hello",
		"what does not validate":  "{ helo }",
		"a hundred rows with all": "{ contracts(first: 100) { nodes { id title parties { name } evidence { value source { name } } successor { id title } } } }",
	} {
		t.Run(name, func(t *testing.T) {
			if err := check(t, DefaultLimits(), query); err != nil {
				t.Error(err)
			}
		})
	}
}

// The most expensive documents that the limits allow must not keep a core busy.
func TestWhatTheGuardLetsThroughValidatesQuickly(t *testing.T) {
	for name, query := range map[string]string{
		"one field again and again": "{ contracts { nodes { " + strings.Repeat("id ", 1950) + "} } }",
		"one object again":          "{ contracts { nodes { " + strings.Repeat("successor { id } ", 480) + "} } }",
		"fragments at the limit":    doubling(9, "id"),
	} {
		t.Run(name, func(t *testing.T) {
			o := options(t)
			body, err := json.Marshal(map[string]string{"query": query})
			if err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			got := send(New(o), post(string(body)))
			if took := time.Since(began); took > 10*time.Second { // a fifth of a second on an idle machine; minutes without the limits
				t.Errorf("it took %s", took)
			}
			if got.StatusCode != 200 {
				t.Errorf("status %d", got.StatusCode)
			}
		})
	}
}

func TestSumsSaturate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.IntRange(0, ceiling).Draw(t, "a"), rapid.IntRange(0, ceiling).Draw(t, "b")
		if got, want := times(a, b), min(uint64(a)*uint64(b), ceiling); uint64(got) != want {
			t.Errorf("%d times %d is %d, want %d", a, b, got, want)
		}
		if got, want := plus(a, b), min(a+b, ceiling); got != want {
			t.Errorf("%d plus %d is %d, want %d", a, b, got, want)
		}
	})
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
