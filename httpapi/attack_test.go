package httpapi

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/graph"
	"boroughgraph/httpapi/feed"
	"boroughgraph/ingest/facts"
	"boroughgraph/request"
	"boroughgraph/sqlite"
)

// served is a handler over the bundled facts, with a count of what it has cost so far.
type served struct {
	http.Handler
	statements atomic.Int64
	sent       func()         // called after each is counted; may be nil
	change     func(*Options) // may be nil
}

// serveBundled returns a handler over the bundled facts in a store in memory.
func serveBundled(t testing.TB) *served {
	t.Helper()
	return serveBundledWith(t, func(*Options) {})
}

// serveBundledWith is serveBundled with other options.
func serveBundledWith(t testing.TB, change func(*Options)) *served {
	t.Helper()
	s := &served{change: change}
	store, err := sqlite.Open(t.Context(), sqlite.Options{
		OnStatement: func(ctx context.Context, name string) func(error) {
			s.statements.Add(1)
			if s.sent != nil {
				s.sent()
			}
			request.Of(ctx).Sent.Add(name)
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close(t.Context()) })
	bundled, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), storetest.Import(bundled)); err != nil {
		t.Fatal(err)
	}
	s.over(t, store)
	return s
}

// over makes the handler serve a store.
func (s *served) over(t testing.TB, store estate.Store) {
	t.Helper()
	o, log := options(t), slog.New(slog.NewTextHandler(io.Discard, nil))
	o.Today = func() estate.Date { return "2026-11-23" }
	o.Schema, o.Present, o.Recover = graph.New(store, o.Today), graph.Present(log), graph.Recover(log)
	if s.change != nil {
		s.change(&o)
	}
	s.Handler = New(o)
}

// attack is a request that tries to cost more than it should.
type attack struct {
	query     string
	variables string // JSON; "{}" if empty
	body      string // instead of query and variables
	address   string // instead of all three: a GET

	code       string // of the first error; empty: an answer with data
	megabytes  uint64 // the most that may be allocated in all; 20 if zero
	kilobytes  int    // the longest answer; 100 if zero
	statements int64  // the most statements; none if zero
}

func (a attack) request() *http.Request {
	if a.address != "" {
		return httptest.NewRequest(http.MethodGet, a.address, nil)
	}
	body := a.body
	if body == "" {
		query, _ := json.Marshal(a.query) // text always encodes
		variables := a.variables
		if variables == "" {
			variables = "{}"
		}
		body = fmt.Sprintf(`{"query":%s,"variables":%s}`, query, variables)
	}
	return post(body)
}

// aliased returns n fields that differ in their alias.
func aliased(n int, field string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d: %s ", i, field)
	}
	return b.String()
}

// listed returns a JSON list of n texts.
func listed(n int, text string) string {
	return "[" + strings.TrimSuffix(strings.Repeat(fmt.Sprintf("%q,", text), n), ",") + "]"
}

// nested returns n levels of an opening and a closing text.
func nested(n int, open, inside, end string) string {
	return strings.Repeat(open, n) + inside + strings.Repeat(end, n)
}

const (
	termsQuery = "query($b: [Term!]) { suppliers(first: 100) { nodes { %s } } }"
	idsQuery   = "query($b: [ID!]) { suppliers(first: 100) { nodes { %s } } }"
)

var argumentAttacks = map[string]attack{
	"95,000 enum values in 5,000 instances": {
		query:     fmt.Sprintf(termsQuery, aliased(50, "contracts(filter: {terms: $b}) { totalCount }")),
		variables: `{"b":` + listed(95_000, "IN_TERM") + `}`, megabytes: 250, kilobytes: 500, statements: 60,
	},
	"1,000 enum values, 12 KB": {
		query:     fmt.Sprintf(termsQuery, aliased(50, "contracts(filter: {terms: $b}) { totalCount }")),
		variables: `{"b":` + listed(1_000, "IN_TERM") + `}`, megabytes: 120, kilobytes: 500, statements: 60,
	},
	"invalid enum values": {
		query:     fmt.Sprintf(termsQuery, "contracts(filter: {terms: $b}) { totalCount }"),
		variables: `{"b":[` + distinctTexts(501) + `]}`, code: "TOO_COSTLY",
	},
	"enum values of 1 KB": {
		query:     fmt.Sprintf(termsQuery, "contracts(filter: {terms: $b}) { totalCount }"),
		variables: `{"b":` + listed(400, strings.Repeat("A", 1_000)) + `}`, code: "TOO_COSTLY",
	},
	"the enum list as the whole filter": {
		query: "query($f: ContractFilter) { suppliers(first: 100) { nodes { " +
			aliased(50, "contracts(filter: $f) { totalCount }") + " } } }",
		variables: `{"f":{"terms":` + listed(95_000, "IN_TERM") + `}}`, megabytes: 250, kilobytes: 500, statements: 60,
	},
	"enum values by default": {
		query: "query($b: [Term!] = [" + strings.Repeat("IN_TERM ", 1_500) + "]) { suppliers(first: 100) { nodes { " +
			aliased(10, "contracts(filter: {terms: $b}) { totalCount }") + " } } }", code: "TOO_COSTLY",
	},
	"enum values in the document": {
		query: fmt.Sprintf("{ suppliers(first: 100) { nodes { contracts(filter: {terms: [%s]}) { totalCount } } } }",
			strings.Repeat("IN_TERM ", 1_500)), code: "TOO_COSTLY",
	},
	"95,000 ids": {
		query:     fmt.Sprintf(idsQuery, aliased(50, "contracts(filter: {systems: $b}) { totalCount }")),
		variables: `{"b":` + listed(20_000, "System:mosaic") + `}`, code: "TOO_COSTLY",
	},
	"500 ids in 5,000 instances": {
		query:     fmt.Sprintf(idsQuery, aliased(50, "contracts(filter: {systems: $b}) { totalCount }")),
		variables: `{"b":` + listed(500, "System:mosaic") + `}`, code: "TOO_COSTLY",
	},
	"ids of 1 KB": {
		query:     fmt.Sprintf(idsQuery, "contracts(filter: {systems: $b}) { totalCount }"),
		variables: `{"b":` + listed(400, "System:"+strings.Repeat("x", 1_000)) + `}`, code: "TOO_COSTLY",
	},
	"40,000 borough keys": {
		query:     "query($b: [BoroughKey!]) { sharedSuppliers(boroughs: $b) { totalCount } }",
		variables: `{"b":` + listed(40_000, "camden") + `}`, code: "TOO_COSTLY",
	},
	"40,000 ids for nodes": {
		query: "query($b: [ID!]!) { nodes(ids: $b) { id } }", variables: `{"b":` + listed(40_000, "System:x") + `}`,
		code: "TOO_COSTLY",
	},
	"a date of 60,000 characters": {
		query: "query($d: Date) { suppliers(first: 100) { nodes { " +
			aliased(50, "exposure(asOf: $d) { coverage { contracts } }") + " } } }",
		variables: `{"d":"` + strings.Repeat("2", 60_000) + `"}`, code: "TOO_COSTLY",
	},
	"a date of 60,000 characters in a filter": {
		query:     "query($f: ContractFilter) { contracts(filter: $f) { totalCount } }",
		variables: `{"f":{"endDate":{"from":"` + strings.Repeat("2", 60_000) + `"}}}`, code: "TOO_COSTLY",
	},
	"a date of 60,000 characters in the document": {
		query: `{ contracts(filter: {asOf: "` + strings.Repeat("2", 60_000) + `"}) { totalCount } }`, code: "TOO_COSTLY",
	},
	"a block string of 60,000 characters": {
		query: `{ contracts(filter: {asOf: """` + strings.Repeat("2", 60_000) + `"""}) { totalCount } }`, code: "TOO_COSTLY",
	},
	"a cursor of 900 KB": {
		query:     "query($a: String) { contracts(after: $a) { totalCount } }",
		variables: `{"a":"` + strings.Repeat("A", 900_000) + `"}`, code: "TOO_COSTLY",
	},
	"a search for 900 KB": {
		query:     "query($q: String!) { search(query: $q) { totalCount } }",
		variables: `{"q":"` + strings.Repeat("a ", 450_000) + `"}`, code: "TOO_COSTLY",
	},
	"a number of 100,000 digits": {
		query:     "query($n: Int) { contracts(first: $n) { totalCount } }",
		variables: `{"n":` + strings.Repeat("1", 100_000) + `}`, code: "TOO_COSTLY",
	},
	"a number of 100,000 digits in the document": {
		query: `{ contracts(first: ` + strings.Repeat("1", 100_000) + `) { totalCount } }`, code: "TOO_COSTLY",
	},
	"a number with a great exponent": {
		query:     "query($n: Int) { contracts(first: $n) { totalCount } }",
		variables: `{"n":1e999999999}`, code: "INVALID",
	},
	"a variable nested 9,000 deep": {
		query:     "query($b: [ID!]!) { nodes(ids: $b) { id } }",
		variables: `{"b":` + nested(9_000, "[", "1", "]") + `}`, code: "GRAPHQL_VALIDATION_FAILED",
	},
	"a variable nested 400,000 deep": {
		query:     "query($b: [ID!]!) { nodes(ids: $b) { id } }",
		variables: `{"b":` + nested(400_000, "[", "1", "]") + `}`, code: "INVALID",
	},
	"an undeclared variable of 900 KB": {
		query: "{ boroughs(first: 1) { totalCount } }", variables: `{"x":"` + strings.Repeat("A", 900_000) + `"}`,
		statements: 4,
	},
	"an object for a scalar": {
		query:     "query($d: Date) { contracts(filter: {asOf: $d}) { totalCount } }",
		variables: `{"d":{"a":` + listed(50_000, "x") + `}}`, code: "INVALID",
	},
}

func distinctTexts(n int) string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf(`"T%d"`, i)
	}
	return strings.Join(texts, ",")
}

var documentAttacks = map[string]attack{
	"doubling fragments":             {query: doubling(22, "id"), code: "TOO_COSTLY"},
	"doubling fragments that object": {query: doubling(40, "parties { name }"), code: "TOO_COSTLY"},
	"a fragment that spreads itself": {query: "{ contracts { ...A } } fragment A on ContractConnection { ...A }", code: "GRAPHQL_VALIDATION_FAILED"},
	"two that spread each other":     {query: "{ contracts { ...A } } fragment A on ContractConnection { ...B } fragment B on ContractConnection { ...A }", code: "GRAPHQL_VALIDATION_FAILED"},
	"51 aliases":                     {query: "{ contracts { nodes { " + aliased(51, "id") + "} } }", code: "TOO_COSTLY"},
	"11 root fields":                 {query: "{ " + strings.Repeat("__typename ", 11) + "}", code: "TOO_COSTLY"},
	"2,001 fields":                   {query: "{ contracts { nodes { " + strings.Repeat("id ", 2_001) + "} } }", code: "TOO_COSTLY"},
	"16 levels":                      {query: "{ contracts { nodes " + nested(14, "{ successor ", "{ id }", "}") + "} }", code: "TOO_COSTLY"},
	"a page of maxint":               {query: "{ contracts(first: 2147483647) { nodes { id } } }", code: "TOO_COSTLY"},
	"a page beyond maxint":           {query: "{ contracts(first: 99999999999999999999) { nodes { id } } }", code: "TOO_COSTLY"},
	"pages in pages":                 {query: "{ contracts(first: 100) { nodes { parties { borough { contracts(first: 100) { nodes { parties { name } evidence { id } } } } } } } }", code: "TOO_COSTLY"},
	"introspection in introspection": {query: "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", code: "TOO_COSTLY"},
	"an alias of 900 KB":             {query: "{ " + strings.Repeat("a", 900_000) + ": __typename }", code: "TOO_COSTLY"},
	"an alias of 15 KB below a page": {query: "{ contracts(first: 100) { nodes { " + strings.Repeat("a", 15_000) + ": id } } }", code: "TOO_COSTLY"},
	"an unknown field of 15 KB":      {query: "{ contracts(first: 100) { " + strings.Repeat("x", 15_000) + " } }", code: "TOO_COSTLY"},
	"1,900 unknown fields":           {query: "{ contracts { " + numbered("x%d ", 1_900) + "} }", code: "GRAPHQL_VALIDATION_FAILED"},
	"1,900 unknown arguments":        {query: `{ contracts(` + numbered(`x%d: "y" `, 600) + `) { totalCount } }`, code: "GRAPHQL_VALIDATION_FAILED"},
	"a document that is 1 MB of text": {
		query: "{ " + strings.Repeat(`\`, 500_000), code: "GRAPHQL_PARSE_FAILED",
	},
	"a string that does not end":   {query: `{ contracts(after: "` + strings.Repeat("a", 900_000), code: "GRAPHQL_PARSE_FAILED"},
	"a document of commas":         {query: "{ __typename " + strings.Repeat(",", 900_000) + "}"},
	"a document of comments":       {query: "{ __typename }" + strings.Repeat("#\n", 300_000), code: "TOO_COSTLY"},
	"a comment of 900 KB":          {query: "{ __typename } #" + strings.Repeat("a", 900_000)},
	"deep selections":              {query: nested(1_000, "{ a ", "", "}"), code: "TOO_COSTLY"},
	"deep lists in the document":   {query: "{ nodes(ids: " + nested(900, "[", `"a"`, "]") + ") { id } }", code: "GRAPHQL_VALIDATION_FAILED"},
	"deep objects in the document": {query: "{ contracts(filter: " + nested(450, "{endDate: ", "1", "}") + ") { totalCount } }", code: "GRAPHQL_VALIDATION_FAILED"},
	"deep types of a variable":     {query: "query($a: " + nested(900, "[", "ID", "]") + ") { __typename }", code: "GRAPHQL_VALIDATION_FAILED"},
	"many operations":              {query: numbered("query Q%d { contracts { totalCount } } ", 200), code: "GRAPHQL_VALIDATION_FAILED"},
	"many directives":              {query: "{ __typename " + strings.Repeat("@skip(if: false) ", 250) + "}", code: "GRAPHQL_VALIDATION_FAILED"},
	"@defer":                       {query: "{ boroughs(first: 1) { ... @defer { totalCount } } }", code: "GRAPHQL_VALIDATION_FAILED"},
	"@defer 100 times":             {query: "{ " + strings.Repeat("... @defer { __typename } ", 100) + "}", code: "TOO_COSTLY"},
	"@defer on a fragment":         {query: "{ boroughs(first: 1) { ...A @defer(label: \"a\") } } fragment A on BoroughConnection { totalCount }", code: "GRAPHQL_VALIDATION_FAILED"},
	"@stream":                      {query: "{ boroughs(first: 1) { nodes @stream { id } } }", code: "GRAPHQL_VALIDATION_FAILED"},
	"a dear value in 50 aliases": {
		query: `{ contracts(first: 100) { nodes { ` + aliased(50, `evidence(field: "`+strings.Repeat("x", 3_000)+`") { id }`) + ` } } }`,
		code:  "TOO_COSTLY",
	},
	"wrong arguments in 2,500 instances": {
		query: `{ contracts(first: 50) { nodes { ` + aliased(50, `exitPoints { startBy(leadTimeMonths: -1) }`) + ` } } }`,
		code:  "INVALID", kilobytes: 100, megabytes: 100, statements: 20,
	},
}

// TestAttacks sends requests that try to cost more than they should. It limits what each may
// allocate, answer and ask of the store. The limits are counts, so they hold on any machine.
func TestAttacks(t *testing.T) {
	server := serveBundled(t)
	send(server, post(`{"query":"{ boroughs(first: 1) { totalCount } }"}`)) // statements are prepared
	for _, table := range []map[string]attack{argumentAttacks, documentAttacks, dearAttacks, protocolAttacks} {
		for name, a := range table {
			t.Run(name, func(t *testing.T) { withstands(t, server, a) })
		}
	}
	if n := len(argumentAttacks) + len(documentAttacks) + len(dearAttacks) + len(protocolAttacks); n < 60 {
		t.Errorf("these are %d attacks", n)
	}
}

func withstands(t *testing.T, server *served, a attack) {
	request := a.request()
	w := httptest.NewRecorder()
	statements := server.statements.Load()
	allocated := allocatedBy(func() { server.ServeHTTP(w, request) })
	statements = server.statements.Load() - statements
	text := w.Body.Bytes()
	var got answer
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatalf("%v in %.200s", err, text)
	}
	code := ""
	if len(got.Errors) > 0 {
		code = got.Errors[0].Extensions.Code
	}
	if code != a.code || code == "" && len(got.Data) == 0 {
		t.Errorf("code %q, want %q: %.300s", code, a.code, text)
	}
	if limit := or(a.megabytes, 20) << 20; allocated > limit {
		t.Errorf("%d bytes were allocated, where %d are allowed", allocated, limit)
	}
	if limit := or(a.kilobytes, 100) << 10; len(text) > limit {
		t.Errorf("the answer has %d bytes, where %d are allowed", len(text), limit)
	}
	if statements > a.statements {
		t.Errorf("%d statements were sent, where %d are allowed", statements, a.statements)
	}
	if len(got.Errors) > maxErrors {
		t.Errorf("%d errors are shown", len(got.Errors))
	}
	for _, e := range got.Errors {
		if len(e.Message) > maxMessage {
			t.Errorf("a message has %d bytes", len(e.Message))
		}
	}
}

func or[T int | uint64](n, otherwise T) T {
	if n == 0 {
		return otherwise
	}
	return n
}

var allocating sync.Mutex

// allocatedBy returns the bytes that a call allocates, freed or not.
func allocatedBy(call func()) uint64 {
	allocating.Lock()
	defer allocating.Unlock()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	call()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestFilesAreWithinTheLimits checks the operations behind files, because they too must stay within
// the limits.
func TestFilesAreWithinTheLimits(t *testing.T) {
	server := serveBundled(t)
	for _, path := range feed.Paths() {
		w := httptest.NewRecorder()
		server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path+"?boroughs=camden", nil))
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d %.300s", path, w.Code, w.Body)
		}
	}
}
