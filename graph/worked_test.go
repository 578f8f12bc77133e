package graph_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"

	"github.com/google/go-cmp/cmp"
)

// TestRenewalsWorkedByHand compares the renewals of the next 24 months with rows that were worked
// out from the data by hand. It also moves one end by a day and checks that they no longer match.
func TestRenewalsWorkedByHand(t *testing.T) {
	want := workedRows(t, "next_24_months.md")
	if diff := cmp.Diff(want, renewalRows(t, bundledFacts(t))); diff != "" {
		t.Errorf("renewals (-worked by hand +answered):\n%s", diff)
	}
	moved := bundledFacts(t)
	for _, c := range moved.Contracts {
		if c.ID == "Contract:haringey-iworld-2023" {
			c.EndDate = "2027-04-16"
		}
	}
	if cmp.Equal(want, renewalRows(t, moved)) {
		t.Error("the answer is the same with iWorld's end moved by a day")
	}
}

func bundledFacts(t *testing.T) *estate.Changes {
	t.Helper()
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// renewalRows returns the renewals of the facts as lines of "id date kind".
func renewalRows(t *testing.T, facts *estate.Changes) []string {
	t.Helper()
	store, err := sqlite.Open(t.Context(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(t.Context())
	if report, err := store.Apply(t.Context(), storetest.Import(facts)); err != nil || len(report.Rejected) > 0 {
		t.Fatalf("apply: %v, %v", report, err)
	}
	page, err := store.Renewals(t.Context(), estate.RenewalsQuery{
		Scope: estate.Scope{AsOf: "2026-11-23"}, From: "2026-11-23", To: "2028-11-23",
	}, estate.FirstPage(estate.MaxPage))
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, row := range page.Rows {
		x := row.Row.ExitPoint
		rows = append(rows, strings.Join([]string{x.Contract.Key(), string(x.Date), string(x.Kind)}, " "))
	}
	return rows
}

// workedRows reads the table of a reasoning file: row id, borough, date, kind, why.
func workedRows(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "Query", "renewals", name))
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "|")
		if len(cells) < 6 || strings.HasPrefix(cells[1], "---") || strings.TrimSpace(cells[1]) == "row" {
			continue
		}
		rows = append(rows, strings.TrimSpace(cells[1])+" "+strings.TrimSpace(cells[3])+" "+strings.TrimSpace(cells[4]))
	}
	if len(rows) == 0 {
		t.Fatal("the reasoning file holds no rows")
	}
	return rows
}

// TestWindowsWorkedByHand compares the windows of four groups with those worked out by hand.
func TestWindowsWorkedByHand(t *testing.T) {
	store, err := sqlite.Open(t.Context(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(t.Context())
	facts := bundledFacts(t)
	if report, err := store.Apply(t.Context(), storetest.Import(facts)); err != nil || len(report.Rejected) > 0 {
		t.Fatalf("apply: %v, %v", report, err)
	}
	slugs := map[estate.ID]string{}
	for _, b := range facts.Boroughs {
		slugs[b.ID] = b.Slug
	}
	text, err := os.ReadFile(filepath.Join("testdata", "Query", "collaborationOpportunities", "worked_by_hand.md"))
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	asked := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		if len(cells) != 8 || cells[1] == "tolerance" {
			continue
		}
		want = append(want, strings.Trim(strings.Join(cells, " "), "| "))
		group, tolerance := strings.TrimPrefix(cells[0], "| "), cells[1]
		if asked[group+tolerance] {
			continue
		}
		asked[group+tolerance] = true
		got = append(got, windowRows(t, store, estate.ID(group), tolerance, slugs)...)
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
		t.Errorf("windows (-worked by hand +answered):\n%s", diff)
	}
}

// windowRows returns the windows of a group as lines of the table.
func windowRows(t *testing.T, store estate.Store, group estate.ID, tolerance string, slugs map[estate.ID]string) []string {
	t.Helper()
	months, err := strconv.Atoi(tolerance)
	if err != nil {
		t.Fatal(err)
	}
	by, _ := estate.GroupByOf(group)
	found, err := estate.OpportunitiesByGroup(t.Context(), store, []estate.ID{group}, estate.CollaborationQuery{
		Scope: estate.Scope{AsOf: "2026-11-23"}, By: by, MinBoroughs: 2, From: "2026-11-23", To: "2031-11-23", ToleranceMonths: months, LeadTimeMonths: 12,
	})
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, w := range found[group].Windows {
		var boroughs []string
		for _, b := range w.Boroughs {
			boroughs = append(boroughs, slugs[b])
		}
		slices.Sort(boroughs)
		rows = append(rows, fmt.Sprint(group, " ", tolerance, " ", w.From, " ", w.To, " ", w.StartDate, " ", strings.Join(boroughs, " "), " ", w.GapDays, " ", w.Options))
	}
	return rows
}
