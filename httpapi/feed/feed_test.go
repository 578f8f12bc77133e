package feed_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/google/go-cmp/cmp"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/graph"
	"boroughgraph/httpapi/feed"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
)

const today estate.Date = "2026-11-23"

// awkward is a made-up title with characters that a table can get wrong.
const awkward = "=1+1, \"quoted\"\r\nsecond line\n£5 & more"

func awkwardFacts() *estate.Changes {
	return &estate.Changes{
		Sources: []*estate.Source{{ID: "Source:synthetic", Name: "SYNTHETIC, made for a test", Synthetic: true}},
		Suppliers: []*estate.Supplier{
			{ID: "Supplier:synthetic", Name: "@SYNTHETIC; Limited"},
		},
		Contracts: []*estate.Contract{{
			ID: "Contract:synthetic", Title: awkward, Reference: "'-0021", Stage: estate.StageSigned,
			Parties:   []estate.ContractParty{{Borough: "Borough:E09000007"}, {Name: "+Another authority"}},
			Suppliers: []estate.ContractSupplier{{Supplier: "Supplier:synthetic", SignedAs: "\tSYNTHETIC"}},
			StartDate: "2026-01-01", EndDate: "2027-06-30", Extensions: []estate.Extension{{Months: 12, State: estate.ExtensionAvailable}},
		}},
		Evidence: []*estate.Evidence{{
			ID: "Evidence:synthetic", Subject: "Contract:synthetic", Field: "title", Value: awkward, Source: "Source:synthetic", AsOf: "2026-01", Confidence: estate.ConfidenceHigh,
		}},
	}
}

// filled returns a store with the bundled facts and the awkward contract.
func filled(t *testing.T) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close(context.Background()) })
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, changes := range []*estate.Changes{facts, awkwardFacts()} {
		apply(t, store, changes)
	}
	return store
}

func apply(t *testing.T, store estate.Store, changes *estate.Changes) {
	t.Helper()
	report, err := store.Apply(t.Context(), storetest.Import(changes))
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("%v %+v", err, report)
	}
}

func discard() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

func feeds(store estate.Store) http.Handler {
	log := discard()
	day := func() estate.Date { return today }
	return feed.New(feed.Options{
		Schema: graph.New(store, day), Present: graph.Present(log), Recover: graph.Recover(log), Today: day,
		Admit: func(context.Context, bool) (func(), error) { return func() {}, nil },
		Spend: func(context.Context, *graphql.OperationContext) {},
		Page:  time.Minute, Stall: time.Minute, Log: log,
	})
}

func get(t *testing.T, h http.Handler, address string) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	return w.Result()
}

// table reads a CSV feed as a spreadsheet does, and returns its lines by column.
func table(t *testing.T, h http.Handler, address string) []map[string]string {
	t.Helper()
	response := get(t, h, address)
	if response.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(response.Body)
		t.Fatalf("%s: %d %s", address, response.StatusCode, body)
	}
	records, err := csv.NewReader(response.Body).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	var lines []map[string]string
	for _, record := range records[1:] {
		line := map[string]string{}
		for i, cell := range record {
			line[records[0][i]] = strings.TrimPrefix(cell, "'")
		}
		lines = append(lines, line)
	}
	return lines
}

// listed reads a whole connection of the API in pages of 20, and returns the id of each node.
func listed(t *testing.T, store estate.Store, field, arguments, selection string, id func(map[string]any) string) []string {
	t.Helper()
	server := handler.New(graph.New(store, func() estate.Date { return today }))
	server.AddTransport(transport.POST{})
	var ids []string
	after := ""
	for {
		query := "query($after: String) { c: " + field + "(first: 20, after: $after, " + arguments + ") { pageInfo { hasNextPage endCursor } nodes { " + selection + " } } }"
		body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]any{"after": orNil(after)}})
		if err != nil {
			t.Fatal(err)
		}
		request := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(string(body)))
		request.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		server.ServeHTTP(w, request)
		var answer struct {
			Data struct {
				C struct {
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
					Nodes []map[string]any
				}
			}
			Errors []any
		}
		if err := json.NewDecoder(w.Body).Decode(&answer); err != nil || len(answer.Errors) > 0 {
			t.Fatalf("%s: %v %v", query, err, answer.Errors)
		}
		for _, node := range answer.Data.C.Nodes {
			ids = append(ids, id(node))
		}
		if !answer.Data.C.PageInfo.HasNextPage {
			return ids
		}
		after = answer.Data.C.PageInfo.EndCursor
	}
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// A file and the connection with the same arguments have the same rows in the same order.
func TestTheFileIsTheConnection(t *testing.T) {
	store := filled(t)
	h := feeds(store)
	contract := func(n map[string]any) string { return n["id"].(string) }
	renewal := func(n map[string]any) string {
		return n["date"].(string) + n["kind"].(string) + n["contract"].(map[string]any)["id"].(string)
	}
	vendor := func(n map[string]any) string { return n["supplier"].(map[string]any)["id"].(string) }
	system := func(n map[string]any) string { return n["system"].(map[string]any)["id"].(string) }
	for _, c := range []struct{ address, arguments string }{
		{"/contracts.csv", `orderBy: END_DATE_ASC`},
		{"/contracts.csv?orderBy=TITLE_ASC&boroughs=camden,hackney", `orderBy: TITLE_ASC, filter: {boroughs: ["camden", "hackney"]}`},
		{"/contracts.csv?boroughs=tri-borough&terms=PAST_END&terms=ENDED&asOf=2025-01-01", `filter: {boroughs: ["tri-borough"], terms: [PAST_END, ENDED], asOf: "2025-01-01"}`},
		{"/contracts.csv?endDate.from=2027-01-01&endDate.to=2028-12-31&endDate.includeUnknown=true", `filter: {endDate: {from: "2027-01-01", to: "2028-12-31", includeUnknown: true}}`},
		{"/contracts.csv?systems=System:microsoft-licences", `filter: {systems: ["System:microsoft-licences"]}`},
		{"/contracts.csv?boroughs=", `filter: {boroughs: []}`},
		{"/renewals.csv", `kinds: null`},
		{"/renewals.csv?from=2027-01-01&to=2035-01-01&kinds=END,FINAL_END&leadTimeMonths=6", `from: "2027-01-01", to: "2035-01-01", kinds: [END, FINAL_END], leadTimeMonths: 6`},
		{"/shared-suppliers.csv?level=GROUP&minBoroughs=1", `level: GROUP, minBoroughs: 1`},
		{"/shared-suppliers.csv?asOf=2023-06-01", `asOf: "2023-06-01"`},
		{"/shared-systems.csv", `minBoroughs: 2`},
		{"/shared-systems.csv?minBoroughs=1&boroughs=lambeth&asOf=2025-01-01", `minBoroughs: 1, boroughs: ["lambeth"], asOf: "2025-01-01"`},
	} {
		t.Run(c.address, func(t *testing.T) {
			var got, want []string
			lines := table(t, h, c.address)
			switch {
			case strings.HasPrefix(c.address, "/contracts"):
				want = listed(t, store, "contracts", c.arguments, "id", contract)
				for _, l := range lines {
					got = append(got, l["id"])
				}
			case strings.HasPrefix(c.address, "/renewals"):
				want = listed(t, store, "renewals", c.arguments, "date kind contract { id }", renewal)
				for _, l := range lines {
					got = append(got, l["date"]+l["kind"]+l["contract"])
				}
			case strings.HasPrefix(c.address, "/shared-systems"):
				want = listed(t, store, "sharedSystems", c.arguments, "system { id }", system)
				for _, l := range lines {
					got = append(got, l["system"])
				}
				got = slices.Compact(got)
			default:
				want = listed(t, store, "sharedSuppliers", c.arguments, "supplier { id }", vendor)
				for _, l := range lines {
					got = append(got, l["vendor"])
				}
				got = slices.Compact(got) // a supplier has a line for each of its links
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("rows (-connection +file):\n%s", diff)
			}
		})
	}
}

func TestCellsComeBackAndAreHarmless(t *testing.T) {
	h := feeds(filled(t))
	i := func(lines []map[string]string) map[string]string {
		return lines[slices.IndexFunc(lines, func(l map[string]string) bool { return l["id"] == "Contract:synthetic" })]
	}
	got := i(table(t, h, "/contracts.csv?boroughs=camden"))
	for column, want := range map[string]string{
		"title":     strings.ReplaceAll(awkward, "\r\n", "\n"), // encoding/csv reads CRLF as LF
		"reference": "'-0021", "parties": "Camden; +Another authority", "suppliers": "@SYNTHETIC; Limited", "signedAs": "\tSYNTHETIC",
		"extensions": "12 months AVAILABLE", "endDate": "2027-06-30", "annualValue": "", "unknownFields": "systems; services; value; framework; method",
		"sources": "SYNTHETIC, made for a test", "readAsOf": "2026-01",
	} {
		if got[column] != want {
			t.Errorf("%s: got %q, want %q", column, got[column], want)
		}
	}
	response := get(t, h, "/contracts.csv?boroughs=camden&bom=true")
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(string(body), "\ufeff")
	if !marked || !strings.HasPrefix(text, "id,ocid,") || !strings.Contains(text, "\r\n") {
		t.Errorf("with bom=true: %.40q", body)
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records {
		for _, cell := range record {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("a spreadsheet runs %q", cell)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	h := feeds(filled(t))
	for address, want := range map[string]struct {
		status         int
		code, argument string
	}{
		"/contracts.csv?borough=camden":               {400, "INVALID", "borough"},
		"/contracts.csv?first=5":                      {400, "INVALID", "first"},
		"/contracts.csv?boroughs=camdn":               {404, "NOT_FOUND", "boroughs"},
		"/contracts.csv?terms=RUNNING":                {400, "INVALID", "terms"},
		"/contracts.csv?terms=in_term":                {400, "INVALID", "terms"},
		"/contracts.csv?asOf=2026-13-01":              {400, "INVALID", "asOf"},
		"/contracts.csv?asOf=2026-01-01&asOf=":        {400, "INVALID", "asOf"},
		"/contracts.csv?endDate.from=x":               {400, "INVALID", "endDate.from"},
		"/contracts.csv?endDate.includeUnknown=yes":   {400, "INVALID", "endDate.includeUnknown"},
		"/contracts.csv?suppliers=Contract:x":         {400, "INVALID", "suppliers"},
		"/contracts.csv?bom=1":                        {400, "INVALID", "bom"},
		"/contracts.csv?%zz":                          {400, "INVALID", ""},
		"/renewals.csv?from=2027-01-01&to=2026-01-01": {400, "INVALID", "from"},
		"/renewals.csv?leadTimeMonths=soon":           {400, "INVALID", "leadTimeMonths"},
		"/renewals.csv?leadTimeMonths=9999999999":     {400, "INVALID", "leadTimeMonths"},
		"/renewals.csv?leadTimeMonths=121":            {400, "INVALID", "leadTimeMonths"},
		"/shared-suppliers.csv?minBoroughs=40":        {400, "INVALID", "minBoroughs"},
		"/renewals.ics":                               {400, "INVALID", "boroughs"},
		"/renewals.ics?boroughs=camden&bom=true":      {400, "INVALID", "bom"},
	} {
		response := get(t, h, address)
		var got struct {
			Errors []struct {
				Message    string
				Extensions struct{ Code, Argument string }
			}
		}
		if err := json.NewDecoder(response.Body).Decode(&got); err != nil || len(got.Errors) != 1 {
			t.Errorf("%s: %v %+v", address, err, got)
			continue
		}
		e := got.Errors[0].Extensions
		if response.StatusCode != want.status || e.Code != want.code || e.Argument != want.argument {
			t.Errorf("%s: %d %+v, want %+v", address, response.StatusCode, got.Errors[0], want)
		}
	}
}

// failing is a store that fails on the second page of contracts and later ones.
type failing struct {
	estate.Store
	pages atomic.Int32
}

func (f *failing) Contracts(ctx context.Context, filter estate.ContractFilter, o estate.ContractOrder, w estate.Window) (estate.Page[*estate.Contract], error) {
	if f.pages.Add(1) > 1 {
		return estate.Page[*estate.Contract]{}, errors.New("the disk is gone")
	}
	return f.Store.Contracts(ctx, filter, o, w)
}

// Half a file must not be taken for a whole one.
func TestAFaultInTheMiddleCutsTheFileOff(t *testing.T) {
	store := &failing{Store: filled(t)}
	server := httptest.NewUnstartedServer(feeds(store))
	server.Config.ErrorLog = slog.NewLogLogger(discard().Handler(), slog.LevelError)
	server.Start()
	defer server.Close()
	response, err := http.Get(server.URL + "/contracts.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if len(body) == 0 || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%d bytes, %v: want a first page, then a cut", len(body), err)
	}
	if store.pages.Load() != 2 {
		t.Errorf("%d pages were read, want 2", store.pages.Load())
	}
}

func TestHeadReadsNoRows(t *testing.T) {
	var statements atomic.Int64
	store, err := sqlite.Open(t.Context(), sqlite.Options{OnStatement: func(context.Context, string) func(error) { statements.Add(1); return nil }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close(context.Background()) })
	w := httptest.NewRecorder()
	feeds(store).ServeHTTP(w, httptest.NewRequest(http.MethodHead, "/contracts.csv", nil))
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") || statements.Load() != 0 {
		t.Errorf("%d %v after %d statements", w.Code, w.Header(), statements.Load())
	}
}

// watched counts the deadlines of a connection and what is written to it.
type watched struct {
	*httptest.ResponseRecorder
	deadlines, written int
}

func (s *watched) SetWriteDeadline(time.Time) error { s.deadlines++; return nil }

func (s *watched) Write(b []byte) (int, error) {
	s.written += len(b)
	return s.ResponseRecorder.Write(b)
}

func TestTheDeadlineOfAFileMovesOnWithItsParts(t *testing.T) {
	s := &watched{ResponseRecorder: httptest.NewRecorder()}
	feeds(filled(t)).ServeHTTP(s, httptest.NewRequest(http.MethodGet, "/contracts.csv", nil))
	if parts := s.written / (16 << 10); parts < 2 || s.deadlines < parts {
		t.Errorf("%d bytes were written under %d deadlines", s.written, s.deadlines)
	}
}

// body returns the text of an answer.
func body(t *testing.T, h http.Handler, address string) string {
	t.Helper()
	text, err := io.ReadAll(get(t, h, address).Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
