package httpapi

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/graph"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
)

// TestCalendarsAreRead reads a calendar of the bundled facts with npm ical.js, a library that had
// no part in writing it.
func TestCalendarsAreRead(t *testing.T) {
	folder := nodeFolder(t)
	store, err := sqlite.Open(t.Context(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(t.Context())
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), storetest.Import(facts)); err != nil {
		t.Fatal(err)
	}
	o, log := options(t), slog.New(slog.NewTextHandler(io.Discard, nil))
	o.Today = func() estate.Date { return "2026-11-23" }
	o.Schema, o.Present, o.Recover = graph.New(store, o.Today), graph.Present(log), graph.Recover(log)
	response := send(New(o), httptest.NewRequest("GET", "/renewals.ics?boroughs=haringey&to=2027-12-31", nil))
	calendar, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "renewals.ics")
	if err := os.WriteFile(path, calendar, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "node", "calendar.mjs", path)
	command.Dir = folder
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, calendar)
	}
	type event struct {
		Start, End, Summary, Trigger string
		AllDay                       bool
	}
	var got []event
	for lines := bufio.NewScanner(bytes.NewReader(output)); lines.Scan(); {
		var e struct {
			event
			UID, Alarm string
		}
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		if e.UID == "" || e.Trigger != "" && e.Alarm != e.UID+"-start-by" {
			t.Errorf("UID %q with the alarm %q", e.UID, e.Alarm)
		}
		got = append(got, e.event)
	}
	// data/contracts.jsonl, haringey-tyco-2025, haringey-cctv-control-room and
	// haringey-iworld-2023: the contracts of Haringey that end after 23 November 2026 and by the
	// end of 2027.
	want := []event{{
		Start: "2026-11-30", End: "2026-12-01", AllDay: true, Trigger: "2025-11-30T09:00:00Z",
		Summary: "Haringey: CCTV Maintenance Contract extension: ends",
	}, {
		Start: "2025-11-30", End: "2025-12-01", AllDay: true,
		Summary: "Begin work: Haringey: CCTV Maintenance Contract extension: ends on 2026-11-30",
	}, {
		Start: "2027-02-28", End: "2027-03-01", AllDay: true, Trigger: "2026-02-28T09:00:00Z",
		Summary: "Haringey: CCTV control room equipment and cameras contract: ends",
	}, {
		Start: "2026-02-28", End: "2026-03-01", AllDay: true,
		Summary: "Begin work: Haringey: CCTV control room equipment and cameras contract: ends on 2027-02-28",
	}, {
		Start: "2027-04-15", End: "2027-04-16", AllDay: true, Trigger: "2026-04-15T08:00:00Z", // nine in London
		Summary: "Haringey: Contract award for Iworld support and maintenance: ends",
	}, {
		Start: "2026-04-15", End: "2026-04-16", AllDay: true,
		Summary: "Begin work: Haringey: Contract award for Iworld support and maintenance: ends on 2027-04-15",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("events (-want +got):\n%s\n%s", diff, calendar)
	}
}
