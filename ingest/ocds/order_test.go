package ocds_test

import (
	"bytes"
	stdcmp "cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/ocds"
	"boroughgraph/sqlite"
)

// TestOrder checks that what the store holds does not depend on the order, the number or the
// repetition of imports, and that taking an import back leaves what the others say. It runs the
// first fifty seeds; set BOROUGHGRAPH_TRIAL to the seed at which to begin to run others.
func TestOrder(t *testing.T) {
	processes := realProcesses(t)
	trials := 50
	if testing.Short() {
		trials = 20
	}
	boroughs := onlyBoroughs(t)
	// To begin at a trial that failed.
	from, err := strconv.Atoi(stdcmp.Or(os.Getenv("BOROUGHGRAPH_TRIAL"), "0"))
	if err != nil {
		t.Fatal(err)
	}
	seeds := []int{380} // its revert left a supplier the number that the import had brought
	for trial := range trials {
		seeds = append(seeds, from+trial)
	}
	for _, trial := range seeds {
		r := rand.New(rand.NewPCG(1, uint64(trial)))
		some := draw(r, processes)
		var parts [][]string
		for range 1 + r.IntN(4) {
			parts = append(parts, nil)
		}
		for _, release := range some {
			k := r.IntN(len(parts))
			parts[k] = append(parts[k], release)
		}
		parts = slices.DeleteFunc(parts, func(p []string) bool { return len(p) == 0 })
		want := graphOf(t, storeOf(t, boroughs, [][]string{some}))
		s := storeOf(t, boroughs, parts)
		if diff := cmp.Diff(want, graphOf(t, s)); diff != "" {
			t.Fatalf("trial %d: %d releases in %d imports (-one import +several):\n%s", trial, len(some), len(parts), diff)
		}
		again := parts[r.IntN(len(parts))]
		if report := importInto(t, s, again); report.Changed() {
			t.Fatalf("trial %d: an import repeated changed %+v", trial, report)
		}
		if len(parts) == 1 {
			continue
		}
		k := r.IntN(len(parts))
		takeBack(t, s, len(parts)-1-k)
		left := slices.Delete(slices.Clone(parts), k, k+1)
		if diff := cmp.Diff(graphOf(t, storeOf(t, boroughs, left)), graphOf(t, s)); diff != "" {
			t.Fatalf("trial %d: import %d of %d taken back (-never made +taken back):\n%s", trial, k, len(parts), diff)
		}
	}
}

// realProcesses returns the releases of the raw files by process.
func realProcesses(t *testing.T) [][]string {
	t.Helper()
	folder := os.Getenv(ingesttest.RawData)
	if folder == "" {
		const left = "LEFT OUT: " + ingesttest.RawData + " names no folder of raw files, so the order of real releases is not tried"
		if os.Getenv("CI") == "true" {
			t.Fatal(left)
		}
		t.Skip(left)
	}
	pages, err := filepath.Glob(filepath.Join(folder, "find-a-tender", "*", "*.json"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in %s: %v", folder, err)
	}
	var order []string
	by := map[string][]string{}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		// One release has it, and is not JSON.
		text = bytes.ReplaceAll(text, []byte(":Infinity"), []byte(":null"))
		text = bytes.ReplaceAll(text, []byte(": Infinity"), []byte(": null"))
		var packed struct{ Releases []json.RawMessage }
		if err := json.Unmarshal(text, &packed); err != nil {
			t.Fatal(err)
		}
		for _, release := range packed.Releases {
			var of struct{ OCID string }
			if err := json.Unmarshal(release, &of); err != nil {
				t.Fatal(err)
			}
			if by[of.OCID] == nil {
				order = append(order, of.OCID)
			}
			by[of.OCID] = append(by[of.OCID], string(release))
		}
	}
	var processes [][]string
	for _, ocid := range order {
		processes = append(processes, by[ocid])
	}
	return processes
}

// draw draws the releases of some processes in any order. Most of the processes have several
// releases.
func draw(r *rand.Rand, processes [][]string) []string {
	var several [][]string
	for _, p := range processes {
		if len(p) > 1 {
			several = append(several, p)
		}
	}
	var some []string
	for range 3 {
		some = append(some, several[r.IntN(len(several))]...)
	}
	for range 3 {
		some = append(some, processes[r.IntN(len(processes))]...)
	}
	slices.Sort(some)
	some = slices.Compact(some)
	r.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
	return some
}

func onlyBoroughs(tb testing.TB) *estate.Changes {
	tb.Helper()
	all, err := facts.Read(data.Files)
	if err != nil {
		tb.Fatal(err)
	}
	return &estate.Changes{Boroughs: all.Boroughs}
}

// storeOf returns a store after some imports.
func storeOf(tb testing.TB, ground *estate.Changes, imports [][]string) estate.Store {
	tb.Helper()
	s, err := sqlite.Open(tb.Context(), sqlite.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close(tb.Context()) })
	ingesttest.Write(tb, s, ground)
	for _, releases := range imports {
		importInto(tb, s, releases)
	}
	return s
}

// everything returns the options for every purchase of every buyer.
func everything(tb testing.TB, s estate.Store) ocds.Options {
	tb.Helper()
	return ocds.Options{Boroughs: ingesttest.Boroughs(tb, s), Known: s, All: true, AllBuyers: true}
}

var clock = time.Date(2027, 1, 4, 9, 0, 0, 0, time.UTC) // after the batch of boroughs

func importInto(tb testing.TB, s estate.Store, releases []string) *estate.Report {
	tb.Helper()
	text := `{"releases":[` + strings.Join(releases, ",\n") + `]}`
	opened, err := ocds.Open(tb.Context(), []ocds.File{{Name: "day.json", File: bytes.NewReader([]byte(text))}}, everything(tb, s))
	if err != nil {
		tb.Fatal(err)
	}
	var parts []*estate.Changes // a store in memory cannot be read while it is written
	for part, err := range opened.Parts(tb.Context()) {
		if err != nil {
			tb.Fatal(err)
		}
		parts = append(parts, part)
	}
	clock = clock.Add(time.Second)
	in := estate.Import{Batch: estate.NewBatch(clock, estate.FormOCDS, "day.json", ""), Parts: func(yield func(*estate.Changes, error) bool) {
		for _, part := range parts {
			if !yield(part, nil) {
				return
			}
		}
	}}
	report, err := s.Apply(tb.Context(), in)
	if err != nil || len(report.Rejected) > 0 {
		tb.Fatalf("Apply: %v, %+v", err, report)
	}
	return report
}

// takeBack reverts the n-th newest batch.
func takeBack(tb testing.TB, s estate.Store, n int) {
	tb.Helper()
	page, err := s.Batches(tb.Context(), estate.BatchFilter{}, estate.FirstPage(estate.MaxPage))
	if err != nil {
		tb.Fatal(err)
	}
	clock = clock.Add(time.Second)
	report, ok, err := ocds.Revert(tb.Context(), s, page.Rows[n].Row.ID, everything(tb, s), estate.Decided{}, clock)
	if err != nil || !ok || len(report.Rejected) > 0 {
		tb.Fatalf("Revert: %v, %v, %+v", ok, err, report)
	}
}

// graphOf returns all facts of a store as texts. A supplier's id is fixed when it is created (RULES
// 6), so which of its identifiers is in the id, and which spelling is its name, depends on what was
// read first. Here it goes by its first identifier, or by its name if it has none.
func graphOf(tb testing.TB, s estate.Store) []string {
	tb.Helper()
	var texts, names []string
	for _, kind := range estate.Kinds {
		found, err := s.FactsAfter(tb.Context(), kind, "", 1_000_000)
		if err != nil {
			tb.Fatal(err)
		}
		for _, f := range found {
			text := f.Text()
			switch n := f.Value.(type) {
			case *estate.Supplier:
				name := estate.FoldSupplierName(n.Name)
				if len(n.Identifiers) > 0 {
					name = n.Identifiers[0].Key()
				}
				names = append(names, `"`+string(n.ID)+`"`, `"Supplier `+name+`"`)
				text = fmt.Sprintf("%q %v", n.ID, n.Identifiers)
			case *estate.Evidence:
				if n.Subject.Kind() == estate.KindSupplier { // its id has the supplier's in it
					bare := *n
					bare.ID = ""
					text = estate.Fact{Kind: kind, Value: &bare}.Text()
				}
			}
			texts = append(texts, text)
		}
	}
	stable := strings.NewReplacer(names...)
	for i, text := range texts {
		texts[i] = stable.Replace(text)
	}
	slices.Sort(texts)
	return texts
}
