package httpapi

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
	"boroughgraph/synthetic"
)

// prices is the number of contracts in the estate on which prices are measured. Weights in the
// schema are those of 20,000; another number shows what an estate of its size needs.
var prices = flag.Int("prices", 20_000, "contracts of the estate on which to measure the prices of fields")

// unitQuery reads and writes objectsOfUnitQuery plain objects. The work of one of them is the unit
// of cost.
const (
	unitQuery          = `{ contracts(first: 100) { nodes { id title startDate endDate } } }`
	objectsOfUnitQuery = 101
)

// priced are all root fields and all fields that state a price, as an attacker would ask them: they
// cause all of the work and return little of the answer. The first word of a name is the field. The
// generated estate has no frameworks and notices, so the lists of these are not measured.
var priced = map[string]string{
	"Query.node":                                  `{ node(id: "Supplier:synthetic-0000000") { id } }`,
	"Query.nodes":                                 `{ nodes(ids: ["Supplier:synthetic-0000000"]) { id } }`,
	"Query.borough":                               `{ borough(slug: "camden") { id } }`,
	"Query.boroughs":                              `{ boroughs(first: 1) { totalCount } }`,
	"Query.changes":                               `{ changes(first: 1) { totalCount nodes { id } } }`,
	"Query.contract":                              `{ contract(id: "Contract:synthetic-0000000") { id } }`,
	"Query.contracts":                             `{ contracts(first: 100) { nodes { id title } } }`,
	"Query.framework":                             `{ framework(id: "Framework:none") { id } }`,
	"Query.frameworks":                            `{ frameworks(first: 1) { totalCount } }`,
	"Query.notice":                                `{ notice(id: "Notice:none") { id } }`,
	"Query.notices":                               `{ notices(first: 1) { totalCount } }`,
	"Query.partnership":                           `{ partnership(id: "Partnership:none") { id } }`,
	"Query.partnerships":                          `{ partnerships(first: 1) { totalCount } }`,
	"Query.service":                               `{ service(id: "Service:none") { id } }`,
	"Query.services":                              `{ services(first: 1) { totalCount } }`,
	"Query.supplier":                              `{ supplier(id: "Supplier:synthetic-0000000") { id } }`,
	"Query.suppliers":                             `{ suppliers(first: 1) { totalCount } }`,
	"Query.system":                                `{ system(id: "System:synthetic-0000000") { id } }`,
	"Query.systems":                               `{ systems(first: 1) { totalCount } }`,
	"Query.priceBenchmark":                        `{ priceBenchmark(system: "System:synthetic-0000000") { prices(first: 1) { totalCount } coverage { contracts } } }`,
	"Query.openOpportunities":                     `{ openOpportunities(first: 1) { totalCount coverage { notices } } }`,
	"Query.rateLimit":                             `{ rateLimit { cost } }`,
	"Query.search":                                `{ search(query: "a", first: 1) { nodes { id } } }`,
	"SearchConnection.totalCount":                 `{ search(query: "a b c d e", first: 1) { totalCount } }`,
	"Query.renewals":                              `{ renewals(first: 1) { nodes { kind } } }`,
	"RenewalConnection.totalCount":                `{ renewals(first: 1, to: "2060-01-01") { totalCount } }`,
	"RenewalConnection.coverage":                  `{ renewals(first: 1) { coverage { contracts } } }`,
	"Query.renewalCalendar":                       `{ renewalCalendar(from: "2010-01-01", to: "2040-01-01") { periods { contractCount } } }`,
	"Query.lostLeverage":                          `{ lostLeverage(first: 1) { nodes { kind } } }`,
	"LostLeverageConnection.totalCount":           `{ lostLeverage(first: 1) { totalCount } }`,
	"LostLeverageConnection.coverage":             `{ lostLeverage(first: 1) { coverage { contracts } } }`,
	"Query.concentration":                         `{ concentration(by: VALUE, level: GROUP) { hhi } }`,
	"Borough.concentration":                       `{ boroughs(first: 33) { nodes { concentration(by: VALUE, level: GROUP) { hhi } } } }`,
	"Query.exposure":                              `{ exposure(supplier: "Supplier:synthetic-0000000") { contractCount } }`,
	"Supplier.exposure":                           `{ suppliers(first: 100) { nodes { exposure { contractCount } } } }`,
	"Supplier.exposure once":                      `{ suppliers(first: 1) { nodes { exposure { contractCount } } } }`,
	"Query.dataQuality":                           `{ dataQuality { boroughs { completeness } } }`,
	"Borough.dataQuality":                         `{ boroughs(first: 33) { nodes { dataQuality { completeness } } } }`,
	"BoroughDataQuality.contradictions":           `{ dataQuality { boroughs { contradictions { field } } } }`,
	"BoroughDataQuality.askFirst":                 `{ dataQuality { boroughs { askFirst(first: 1) { field } } } }`,
	"Query.collaborationOpportunities":            `{ collaborationOpportunities(first: 1, by: SUPPLIER_GROUP) { totalCount } }`,
	"Query.collaborationOpportunities by system":  `{ collaborationOpportunities(first: 1) { totalCount } }`,
	"CollaborationOpportunityConnection.coverage": `{ boroughs(first: 33) { nodes { collaborationOpportunities(first: 1) { coverage { contracts } } } } }`,
	"Borough.collaborationOpportunities":          `{ boroughs(first: 33) { nodes { collaborationOpportunities(first: 1, by: SUPPLIER_GROUP) { totalCount } } } }`,
	"Borough.collaborationOpportunities of one":   `{ boroughs(first: 1) { nodes { collaborationOpportunities(first: 1) { totalCount } } } }`,
	"System.collaborationOpportunity":             `{ systems(first: 100) { nodes { collaborationOpportunity { contractCount } } } }`,
	"Contract.alignsWith":                         `{ contracts(first: 100) { nodes { alignsWith { contractCount } } } }`,
	"Query.sharedSuppliers":                       `{ sharedSuppliers(first: 1, level: GROUP) { totalCount coverage { contracts } } }`,
	"SharedSupplier.boroughs":                     `{ sharedSuppliers(first: 25) { nodes { boroughs { contractCount } } } }`,
	"SharedSupplier.boroughs of one":              `{ sharedSuppliers(first: 1) { nodes { boroughs(links: 1) { contractCount } } } }`,
	"Query.sharedSystems":                         `{ sharedSystems(first: 1) { totalCount coverage { contracts } } }`,
	"SharedSystem.boroughs":                       `{ sharedSystems(first: 25) { nodes { boroughs { contractCount } } } }`,
	"SharedSystem.boroughs of one":                `{ sharedSystems(first: 1) { nodes { boroughs(links: 1) { contractCount } } } }`,
	"BatchChangeConnection.totalCount":            `{ changes(first: 1) { nodes { changes(first: 1) { totalCount } } } }`,
	"ContractConnection.totalCount":               `{ contracts(first: 1, filter: {counted: true}) { totalCount } }`,
	"ContractConnection.aggregate":                `{ contracts(first: 1, filter: {counted: true}) { aggregate { annualValue { count } } } }`,
	"ContractConnection.facets":                   `{ contracts(first: 1) { facets(by: [SUPPLIER]) { valueCount } } }`,
	"ContractConnection.facets of all kinds":      `{ contracts(first: 1) { facets(by: [BOROUGH, SERVICE_AREA, SUPPLIER, SYSTEM, FRAMEWORK, TERM, END_YEAR]) { valueCount } } }`,
	"Borough.contracts":                           `{ boroughs(first: 33) { nodes { contracts(first: 1) { totalCount } } } }`,
	"Borough.contracts and facets":                `{ boroughs(first: 33) { nodes { contracts(first: 1) { facets(by: [SUPPLIER]) { valueCount } } } } }`,
	"Partnership.contracts":                       `{ partnerships(first: 10) { nodes { contracts(first: 1) { aggregate { contractCount } } } } }`,
	"Supplier.contracts":                          `{ suppliers(first: 100) { nodes { contracts(first: 1) { aggregate { contractCount } } } } }`,
	"Supplier.contracts and facets":               `{ suppliers(first: 100) { nodes { contracts(first: 1) { facets(by: [BOROUGH, SUPPLIER, TERM]) { valueCount } } } } }`,
	"Supplier.boroughs":                           `{ suppliers(first: 100) { nodes { boroughs(first: 1) { totalCount } } } }`,
	"System.contracts":                            `{ systems(first: 100) { nodes { contracts(first: 1) { aggregate { contractCount } } } } }`,
	"Framework.contracts":                         `{ frameworks(first: 1) { nodes { contracts(first: 1) { aggregate { contractCount } } } } }`,
}

// TestEveryDearFieldIsMeasured requires a query in priced for each field that needs one.
func TestEveryDearFieldIsMeasured(t *testing.T) {
	measured := map[string]bool{}
	for name := range priced {
		field, _, _ := strings.Cut(name, " ")
		measured[field] = true
	}
	schema := servedSchema(t)
	found := 0
	for _, of := range schema.Types {
		for _, f := range of.Fields {
			dear := f.Directives.ForName("cost") != nil || f.Directives.ForName("wholeList") != nil
			if (of != schema.Query || strings.HasPrefix(f.Name, "__")) && !dear {
				continue
			}
			found++
			if !measured[of.Name+"."+f.Name] {
				t.Errorf("the price of %s.%s is not measured: add a query to priced", of.Name, f.Name)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d fields were found: is this the whole schema?", found)
	}
}

const (
	// priceMargin is by how many times a price may be off.
	priceMargin = 3
	// plainWork is the work that needs no price, in objects: about that of a page of the default
	// size with something under its rows. Prices and work below it are taken as equal.
	plainWork = 150
)

// TestPrices compares the cost of operations with the processor time that they take. That is the
// time of this process, not of a clock, and plain objects are read and timed alongside, so other
// work on the machine matters little. A price that seems wrong is measured again, because some
// noise remains.
func TestPrices(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT: prices are not measured in short mode, because the race detector changes them")
	}
	server := serveEstate(t, *prices)
	ask(t, server, priced["Query.sharedSuppliers"]) // the overview is in memory from now on
	for _, name := range slices.Sorted(maps.Keys(priced)) {
		t.Run(name, func(t *testing.T) {
			var works []float64
			for range 5 {
				cost, work := workOf(t, server, priced[name])
				works = append(works, work)
				slices.Sort(works)
				median := works[len(works)/2]
				off := max(median, plainWork) / max(float64(cost), plainWork)
				if off > 1.0/priceMargin && off < priceMargin {
					t.Logf("cost %6d, work %6.0f", cost, median)
					return
				}
			}
			cost, _ := workOf(t, server, priced[name])
			t.Errorf("it costs %d, and its work is that of %.0f objects", cost, works)
		})
	}
}

// workOf returns what an operation costs, and its work in plain objects.
func workOf(t *testing.T, server http.Handler, query string) (cost int, work float64) {
	t.Helper()
	const times = 5
	units := cpuOf(func() {
		for range times {
			ask(t, server, unitQuery)
		}
	})
	used := cpuOf(func() { cost = ask(t, server, query) })
	return cost, used.Seconds() / units.Seconds() * times * objectsOfUnitQuery
}

// ask runs a query, which must succeed, and returns its cost.
func ask(t *testing.T, server http.Handler, query string) int {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	response := send(server, post(string(body)))
	got, text := read(t, response)
	if response.StatusCode != http.StatusOK || len(got.Errors) > 0 {
		t.Fatalf("%d %.300s", response.StatusCode, text)
	}
	return got.Extensions.Cost.Requested
}

// BenchmarkDearest asks each query of priced as often in one operation as the limits allow, on the
// bundled data and on a generated estate:
//
//	go test ./httpapi -run '^$' -bench Dearest -benchtime 3x
func BenchmarkDearest(b *testing.B) {
	wide := maps.Clone(priced)
	maps.Copy(wide, map[string]string{
		"contracts with everything": `{ contracts(first: 100) { nodes { title parties { borough { name } } suppliers { supplier { name } } systems { name } services { name } exitPoints { kind } annualValue { money { amount } } evidence { field source { name } } } } }`,
		"links with everything":     `{ sharedSuppliers(first: 100) { nodes { supplier { name } boroughs { borough { name } links { contract { title } systems { name } supplier { name } evidence { field source { name } } } } } } }`,
		"a hundred groups":          `{ collaborationOpportunities(first: 100) { nodes { windows { participants(first: 2) { contract { title } } leftOut(first: 2) { contract { title } } } } } }`,
		"boroughs of boroughs":      `{ boroughs(first: 33) { nodes { contracts(first: 100) { nodes { title parties { name } evidence { field } } } } } }`,
	})
	for estate, server := range map[string]http.Handler{"bundled": serveBundled(b), "generated": serveEstate(b, *prices)} {
		for _, name := range slices.Sorted(maps.Keys(wide)) {
			b.Run(estate+"/"+name, func(b *testing.B) {
				query := repeated(b, server, wide[name])
				used := cpuOf(func() {
					for b.Loop() {
						_ = send(server, post(query)) // one whose answer is too long has done its work too
					}
				})
				b.ReportMetric(float64(used.Milliseconds())/float64(b.N), "cpu-ms/op")
			})
		}
	}
}

// repeated returns the body of an operation that has the only root field of a query as often as the
// limits allow.
func repeated(b *testing.B, server http.Handler, query string) string {
	b.Helper()
	root := strings.TrimSuffix(strings.TrimPrefix(query, "{"), "}")
	for n := DefaultLimits().Roots; n > 0; n-- {
		body, err := json.Marshal(map[string]string{"query": "{" + aliased(n, root) + "}"})
		if err != nil {
			b.Fatal(err)
		}
		got, _ := read(b, send(server, post(string(body))))
		if got.Extensions.Cost.Requested <= DefaultLimits().Cost {
			b.Logf("%d times, cost %d", n, got.Extensions.Cost.Requested)
			return string(body)
		}
	}
	b.Fatal("it is refused")
	return ""
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
func serveEstate(t testing.TB, contracts int) *served {
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
