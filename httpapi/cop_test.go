package httpapi

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
)

// copChecks are the checks of graphql-cop 1.15 by title, written by hand: the request that it
// sends, and which answers it counts as a finding.
var copChecks = []struct {
	title   string
	request func() *http.Request
	found   func(a copAnswer) bool
}{
	{"Alias Overloading", cop("query cop { " + aliased(101, "__typename") + "}"), copAnswer.hasData},
	{"Array-based Query Batching", body("[" + strings.Repeat(`{"query":"query cop { __typename }"},`, 9) + `{"query":"query cop { __typename }"}]`), func(a copAnswer) bool {
		return strings.Count(a.text, "__typename") >= 10
	}},
	{"Directive Overloading", cop("query cop { __typename " + strings.Repeat("@aa", 1000) + " }"), func(a copAnswer) bool {
		return len(a.Errors) > maxErrors // one for each directive; the server cuts the list
	}},
	{"Field Duplication", cop("query cop { " + strings.Repeat("__typename ", 1000) + "}"), copAnswer.hasData},
	{"Field Suggestions", cop("query cop { boroughs { totalCoun } }"), func(a copAnswer) bool { return strings.Contains(a.text, "Did you mean") }},
	{"GET Method Query Support", func() *http.Request { return get("query=" + url.QueryEscape("query cop { __typename }")) }, copAnswer.hasData},
	{"GraphQL IDE", func() *http.Request {
		r := httptest.NewRequest(http.MethodGet, "/graphql", nil)
		r.Header.Set("Accept", "text/html")
		return r
	}, func(a copAnswer) bool {
		return strings.Contains(strings.ToLower(a.text), "graphiql") || strings.Contains(a.text, "Playground")
	}},
	{"Introspection", cop("query cop { __schema { types { name fields { name } } } }"), copAnswer.hasData},
	{"Introspection-based Circular Query", cop("query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }"), copAnswer.hasData},
	{"Mutation is allowed over GET (possible CSRF)", func() *http.Request { return get("query=" + url.QueryEscape("mutation cop { __typename }")) }, copAnswer.hasData},
	{"POST based url-encoded query (possible CSRF)", func() *http.Request {
		r := post("query=" + url.QueryEscape("query cop { __typename }"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return r
	}, copAnswer.hasData},
	{"Trace Mode", cop("query cop { __typename }"), func(a copAnswer) bool { return strings.Contains(a.text, "tracing") }},
	{"Unhandled Errors Detection", cop("qwerty cop { abc }"), func(a copAnswer) bool {
		return strings.Contains(a.text, "exception") || strings.Contains(a.text, "INTERNAL") || len(a.Errors) == 0
	}},
}

func cop(query string) func() *http.Request { return attack{query: query}.request }

func body(text string) func() *http.Request { return func() *http.Request { return post(text) } }

// copAnswer is an answer as text, and decoded if it is GraphQL.
type copAnswer struct {
	text   string
	Data   map[string]any
	Errors []struct{ Extensions struct{ Code string } }
}

func (a copAnswer) hasData() bool { return len(a.Data) > 0 }

// copModes are the ways of running the server, in the columns of docs/security.md.
var copModes = []struct {
	name   string
	change func(*Options)
}{
	{"open", func(*Options) {}},
	{"no introspection", func(o *Options) { o.NoIntrospection = true }},
	{"trusted documents", func(o *Options) {
		o.NoIntrospection, o.Documents = true, TrustedDocuments{digest("{ boroughs { totalCount } }"): "{ boroughs { totalCount } }"}
	}},
}

// The table in docs/security.md says what each check finds in each mode.
func TestGraphQLCop(t *testing.T) {
	page, err := os.ReadFile("../docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, mode := range copModes {
		s := serveBundledWith(t, mode.change)
		for _, c := range copChecks {
			t.Run(mode.name+"/"+c.title, func(t *testing.T) {
				row := regexp.MustCompile(`(?m)^\| ` + regexp.QuoteMeta(c.title) + ` \|(.*)\|$`).FindSubmatch(page)
				if row == nil {
					t.Fatal("docs/security.md does not have it")
				}
				want := strings.HasPrefix(strings.TrimSpace(strings.Split(string(row[1]), "|")[i]), "found")
				w := httptest.NewRecorder()
				s.ServeHTTP(w, c.request())
				a := copAnswer{text: w.Body.String()}
				_ = json.Unmarshal(w.Body.Bytes(), &a) // pages and texts are not JSON
				if got := c.found(a); got != want {
					t.Errorf("found is %v, docs/security.md says %v: %.300s", got, want, a.text)
				}
			})
		}
	}
}

// Without introspection, nothing reveals the schema: neither introspection, however it is written,
// nor the suggestions of any validation rule. Neither is reported as a fault of the server.
func TestAServerWithoutIntrospectionKeepsItsSchema(t *testing.T) {
	s := serveBundledWith(t, func(o *Options) { o.NoIntrospection = true })
	for name, c := range map[string]struct{ query, code string }{
		"__schema":              {`{ __schema { queryType { name } } }`, "INVALID"},
		"__type":                {`{ __type(name: "Borough") { name } }`, "INVALID"},
		"under an alias":        {`{ a: __schema { queryType { name } } }`, "INVALID"},
		"in a fragment":         {`{ ...a } fragment a on Query { ...b } fragment b on Query { __schema { queryType { name } } }`, "INVALID"},
		"in an inline fragment": {`{ ... on Query { ... { __type(name: "Borough") { name } } } }`, "INVALID"},
		"beside data":           {`{ boroughs { totalCount } __schema { queryType { name } } }`, "INVALID"},
		"a field":               {`{ boroughs { totalCoun } }`, "GRAPHQL_VALIDATION_FAILED"},
		"an argument":           {`{ boroughs(firs: 1) { totalCount } }`, "GRAPHQL_VALIDATION_FAILED"},
		"a value":               {`{ contracts(filter: {terms: [IN_TER]}) { totalCount } }`, "GRAPHQL_VALIDATION_FAILED"},
		"a field of an input":   {`{ contracts(filter: {term: [IN_TERM]}) { totalCount } }`, "GRAPHQL_VALIDATION_FAILED"},
		"a type":                {`{ node(id: "Borough:E09000007") { ... on Boroug { id } } }`, "GRAPHQL_VALIDATION_FAILED"},
		"a directive":           {`{ boroughs { totalCount @skp(if: true) } }`, "GRAPHQL_VALIDATION_FAILED"},
		"a variable's type":     {`query($a: [BoroughKe!]) { boroughs { totalCount } }`, "GRAPHQL_VALIDATION_FAILED"},
	} {
		t.Run(name, func(t *testing.T) {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, cop(c.query)())
			var a copAnswer
			if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
				t.Fatal(err)
			}
			if len(a.Errors) == 0 || a.Errors[0].Extensions.Code != c.code || a.hasData() {
				t.Errorf("got %s, want only errors, the first %s", w.Body, c.code)
			}
			if strings.Contains(w.Body.String(), "Did you mean") {
				t.Errorf("it suggests a name: %s", w.Body)
			}
		})
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, cop(`{ renewals(boroughs: ["camdem"]) { totalCount } }`)())
	if !strings.Contains(w.Body.String(), "did you mean camden?") {
		t.Errorf("a borough of the data is not suggested: %s", w.Body)
	}
}
