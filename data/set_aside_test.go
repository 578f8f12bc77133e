package data_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// For boroughs without a known end in the future, docs/data.md lists the ends of raw rows that are
// set aside or are frameworks. The list must have all such ends after countedOn and no others, so
// that nothing else can have been set aside. Plans and tenders do not count, because they have no
// end yet.
func TestEndsThatAreSetAside(t *testing.T) {
	folder := os.Getenv(rawData)
	if folder == "" {
		const left = "LEFT OUT: " + rawData + " names no folder of raw files, so the ends that are set aside are not compared"
		if os.Getenv("CI") == "true" {
			t.Fatal(left)
		}
		t.Skip(left)
	}
	c, _ := bundled(t)
	borough := map[string]string{} // by GSS code
	for _, b := range c.Boroughs {
		borough[b.GSSCode] = b.Name
	}
	notContract := map[string]bool{} // raw rows that became no contract or notice
	for _, r := range records(t, "rows.csv") {
		notContract[r["file"]+":"+r["row"]] = r["disposition"] == "SET_ASIDE" || estate.ID(r["subject"]).Kind() == estate.KindFramework
	}
	ends := map[string][]string{}
	for file := range rowCounts {
		if !strings.HasPrefix(file, "london_it_contracts") {
			continue
		}
		for _, raw := range records(t, filepath.Join(folder, file)) {
			plan := raw["stage"] == "planned" || raw["stage"] == "tender"
			if end := raw["end_date"]; !plan && notContract[file+":"+raw["id"]] && end > string(countedOn) {
				for code := range strings.SplitSeq(raw["buyer_gss"], ";") {
					ends[borough[code]] = append(ends[borough[code]], end)
				}
			}
		}
	}
	text, err := os.ReadFile("../docs/data.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "| borough | known services |")
	table, _, _ = strings.Cut(table, "\n\n")
	rows := strings.Split(table, "\n")[2:]
	date := regexp.MustCompile(`\d{4}(-\d{2}){1,2}`)
	for _, row := range rows {
		name := strings.Trim(strings.SplitN(row, "|", 3)[1], " ")
		got, want := date.FindAllString(row, -1), slices.Clone(ends[name])
		slices.Sort(got)
		slices.Sort(want)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: docs/data.md has the ends %q, set aside are %q", name, got, want)
		}
	}
}
