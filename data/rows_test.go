package data_test

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
)

// rawData is the environment variable that names the folder of the raw files.
const rawData = "BOROUGHGRAPH_RAW_DATA"

func records(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var rs []map[string]string
	for _, line := range all[1:] {
		r := map[string]string{}
		for i, name := range all[0] {
			r[name] = line[i]
		}
		rs = append(rs, r)
	}
	return rs
}

func bundled(t *testing.T) (*estate.Changes, map[string]bool) {
	t.Helper()
	c, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, f := range c.Facts() {
		ids[string(f.ID)] = true
	}
	return c, ids
}

// rowCounts is the number of rows in each raw file.
var rowCounts = map[string]int{
	"london_it_contracts_observed.csv": 46, "london_it_contracts_more.csv": 151,
	"london_borough_system_facts.csv": 143, "london_back_office_facts.csv": 156, "london_waste_street_facts.csv": 106,
	"london_planning_register_2020_vs_2025.csv": 33, "london_democratic_services_cms.csv": 33,
	"london_partnerships.csv": 117, "london_boroughs.csv": 33,
	"suppliers_identifiers_and_history.csv": 19, "supplier_events_more.csv": 49, "frameworks_seen.csv": 15,
	"london_it_contracts_2026_11.csv": 82, "london_system_facts_2026_11.csv": 85, "suppliers_2026_11.csv": 21,
	"amendments_to_held_rows_2026_11.csv": 11, "borough_ppons_2026_08.csv": 12,
}

func TestEveryRowIsAccountedFor(t *testing.T) {
	_, ids := bundled(t)
	seen, count := map[string]bool{}, map[string]int{}
	for _, r := range records(t, "rows.csv") {
		key := r["file"] + ":" + r["row"]
		if seen[key] {
			t.Errorf("%s is accounted for twice", key)
		}
		seen[key] = true
		count[r["file"]]++
		switch r["disposition"] {
		case "USED":
			if !ids[r["subject"]] {
				t.Errorf("%s is used for %q, which is not among the facts", key, r["subject"])
			}
		case "MERGED":
			if !ids[r["subject"]] || r["reason"] == "" {
				t.Errorf("%s is merged into %q for the reason %q", key, r["subject"], r["reason"])
			}
		case "SET_ASIDE":
			if r["reason"] == "" {
				t.Errorf("%s is set aside without a reason", key)
			}
		default:
			t.Errorf("%s has the disposition %q", key, r["disposition"])
		}
	}
	for file, want := range rowCounts {
		if count[file] != want {
			t.Errorf("%s: %d rows are accounted for, want %d", file, count[file], want)
		}
		delete(count, file)
	}
	if len(count) > 0 {
		t.Errorf("rows of unknown files: %v", count)
	}
}

// TestUsedRowsHaveEvidence checks that each used row is named by a piece of evidence.
func TestUsedRowsHaveEvidence(t *testing.T) {
	c, _ := bundled(t)
	named := map[string]bool{}
	for _, e := range c.Evidence {
		named[e.Row] = true
	}
	for _, r := range records(t, "rows.csv") {
		if key := r["file"] + ":" + r["row"]; r["disposition"] == "USED" && !named[key] {
			t.Errorf("no evidence names %s", key)
		}
	}
}

func TestCountsInTheDocs(t *testing.T) {
	c, _ := bundled(t)
	counts := map[estate.Kind]int{}
	for _, f := range c.Facts() {
		counts[f.Kind]++
	}
	text, err := os.ReadFile("../docs/data.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, kind := range map[string]estate.Kind{
		"boroughs": estate.KindBorough, "partnerships": estate.KindPartnership, "services": estate.KindService,
		"systems": estate.KindSystem, "suppliers": estate.KindSupplier, "contracts": estate.KindContract,
		"frameworks": estate.KindFramework, "notices": estate.KindNotice,
		"deployments": estate.KindDeployment, "evidence": estate.KindEvidence, "sources": estate.KindSource,
	} {
		if line := fmt.Sprintf("| %s | %d |\n", name, counts[kind]); !strings.Contains(string(text), line) {
			t.Errorf("docs/data.md lacks %q", line)
		}
	}
	tally := map[string]map[string]int{}
	for _, r := range records(t, "rows.csv") {
		if tally[r["file"]] == nil {
			tally[r["file"]] = map[string]int{}
		}
		tally[r["file"]][r["disposition"]]++
	}
	for file, n := range tally {
		line := fmt.Sprintf("| %s | %d | %d | %d | %d |\n", file, n["USED"]+n["MERGED"]+n["SET_ASIDE"], n["USED"], n["MERGED"], n["SET_ASIDE"])
		if !strings.Contains(string(text), line) {
			t.Errorf("docs/data.md lacks %q", line)
		}
	}
}

var personal = regexp.MustCompile(`(?i)[a-z0-9._%+-]+@[a-z0-9-]+\.(uk|com|org|net|gov)|\b0[127]\d{1,4} ?\d{3,4} ?\d{3,4}\b|\+44 ?\d`)

func TestNoPersonalData(t *testing.T) {
	files, err := fs.Glob(os.DirFS("."), "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil || filepath.Ext(name) == ".go" {
			continue
		}
		for _, found := range personal.FindAllString(string(text), -1) {
			t.Errorf("%s holds %q", name, found)
		}
	}
	if !personal.MatchString("someone@example.gov.uk") || !personal.MatchString("020 7946 0000") {
		t.Error("the check finds nothing")
	}
}

// TestRawRows compares the facts with the raw files, if the environment names them. Every row
// is accounted for, and the evidence has the dates and values of contracts as the rows state
// them.
func TestRawRows(t *testing.T) {
	folder := os.Getenv(rawData)
	if folder == "" {
		const left = "LEFT OUT: " + rawData + " names no folder of raw files, so the facts are not held to them"
		if os.Getenv("CI") == "true" {
			t.Fatal(left)
		}
		t.Skip(left)
	}
	c, _ := bundled(t)
	stated := map[string][]string{}
	for _, e := range c.Evidence {
		stated[e.Row+" "+e.Field] = append(stated[e.Row+" "+e.Field], e.Value)
	}
	disposition, subject := map[string]string{}, map[string]estate.ID{}
	for _, r := range records(t, "rows.csv") {
		disposition[r["file"]+":"+r["row"]], subject[r["file"]+":"+r["row"]] = r["disposition"], estate.ID(r["subject"])
	}
	for file := range rowCounts {
		for i, raw := range records(t, filepath.Join(folder, file)) {
			row := strconv.Itoa(i + 1)
			contract := strings.HasPrefix(file, "london_it_contracts")
			if contract {
				row = raw["id"]
			}
			key := file + ":" + row
			if disposition[key] == "" {
				t.Errorf("%s is not accounted for", key)
			}
			if contract && disposition[key] == "USED" {
				columns := map[string]string{"startDate": "start_date", "endDate": "end_date", "maxExtentDate": "max_end_date", "value": "value_gbp", "title": "title", "extensions": "extension", "suppliers": "supplier", "systems": "product"}
				if subject[key].Kind() == estate.KindFramework {
					columns = map[string]string{"startDate": "start_date", "endDate": "end_date", "maxExtentDate": "max_end_date", "value": "value_gbp", "name": "title", "suppliers": "supplier"}
				}
				for field, column := range columns {
					if v := raw[column]; v != "" && !slices.Contains(stated[key+" "+field], v) {
						t.Errorf("%s states the %s %q, the evidence %q", key, field, v, stated[key+" "+field])
					}
				}
			}
		}
	}
}
