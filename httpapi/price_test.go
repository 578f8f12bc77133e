package httpapi

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"syscall"
	"testing"
	"time"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
	"boroughgraph/synthetic"
)

// prices is the number of contracts in the estate on which prices are measured. A measurement needs
// an otherwise idle machine, so it runs only on request:
//
//	go test ./httpapi -run TestPrices -prices 20000 -v
var prices = flag.Int("prices", 0, "contracts of the estate on which to measure the prices of fields; 0 leaves them out")

// costOfSecond is the cost of one second of processor time with 20,000 contracts. Three seconds are
// allowed, and the limit is 50,000.
const costOfSecond = 50_000 / 3

// dearFields are questions over the whole estate, as an attacker would ask them: they cause all of
// the work and return little of the answer.
var dearFields = map[string]string{
	"sharedSuppliers":               `{ sharedSuppliers(first: 1) { totalCount } }`,
	"sharedSuppliers by group":      `{ sharedSuppliers(first: 1, level: GROUP) { totalCount coverage { contracts } } }`,
	"sharedSuppliers with rows":     `{ sharedSuppliers(first: 25) { nodes { combinedAnnualValue { count } boroughs { links { contract { id } } } } } }`,
	"sharedSystems":                 `{ sharedSystems(first: 1) { totalCount coverage { contracts } } }`,
	"renewals":                      `{ renewals(first: 1) { totalCount coverage { contracts } } }`,
	"renewalCalendar":               `{ renewalCalendar { periods { contractCount } coverage { contracts } } }`,
	"concentration":                 `{ concentration { hhi suppliers(first: 1) { totalCount } coverage { contracts } } }`,
	"exposure of 20 suppliers":      `{ suppliers(first: 20) { nodes { exposure { coverage { contracts } } } } }`,
	"collaborationOpportunities":    `{ collaborationOpportunities(first: 1) { totalCount coverage { contracts } } }`,
	"dataQuality":                   `{ dataQuality { boroughs { completeness } coverage { contracts } } }`,
	"dataQuality with askFirst":     `{ dataQuality { boroughs { askFirst(first: 1) { field } } } }`,
	"dataQuality, contradictions":   `{ dataQuality { boroughs { contradictions { field } } } }`,
	"lostLeverage":                  `{ lostLeverage(first: 1) { totalCount coverage { contracts } } }`,
	"openOpportunities":             `{ openOpportunities(first: 1) { totalCount coverage { notices } } }`,
	"contracts":                     `{ contracts(first: 1) { totalCount } }`,
	"contracts, a hundred":          `{ contracts(first: 100) { nodes { id title parties { name } evidence { value } } } }`,
	"suppliers with their boroughs": `{ suppliers(first: 100) { nodes { boroughs(first: 1) { totalCount } contracts(first: 1) { totalCount } } } }`,
	"search":                        `{ search(query: "a", first: 1) { totalCount } }`,
}

// TestPrices measures the processor time of dear fields and compares it with what they cost.
func TestPrices(t *testing.T) {
	if *prices == 0 {
		t.Skip("LEFT OUT: prices are not measured without -prices N")
	}
	server := serveEstate(t, *prices)
	for name, query := range dearFields {
		t.Run(name, func(t *testing.T) {
			body, err := json.Marshal(map[string]string{"query": query})
			if err != nil {
				t.Fatal(err)
			}
			send(server, post(string(body))) // statements are prepared, pages are in the cache
			used := cpuOf(func() {
				response := send(server, post(string(body)))
				got, text := read(t, response)
				if response.StatusCode != http.StatusOK || len(got.Errors) > 0 {
					t.Fatalf("%d %.300s", response.StatusCode, text)
				}
				t.Logf("cost %6d", got.Extensions.Cost.Requested)
			})
			t.Logf("took %8.1f ms, which is worth %6.0f", float64(used.Microseconds())/1000, used.Seconds()*costOfSecond)
		})
	}
}

// cpuOf returns the processor time of this process during a call.
func cpuOf(call func()) time.Duration {
	var before, after syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &before) // does not fail for the process itself
	call()
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	spent := func(u syscall.Rusage) time.Duration { return time.Duration(u.Utime.Nano() + u.Stime.Nano()) }
	return spent(after) - spent(before)
}

// serveEstate returns a handler over a synthetic estate in a file, as the program would serve it.
func serveEstate(t *testing.T, contracts int) *served {
	t.Helper()
	s := &served{}
	store, err := sqlite.Open(t.Context(), sqlite.Options{Path: t.TempDir() + "/estate.db"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close(t.Context()) })
	ground, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	batch := estate.NewBatch(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), estate.FormGenerated, fmt.Sprint(contracts), "")
	if _, err := store.Apply(t.Context(), estate.Import{Batch: batch, Parts: synthetic.Estate(ground, contracts, 1)}); err != nil {
		t.Fatal(err)
	}
	s.over(t, store)
	return s
}
