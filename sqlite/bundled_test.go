package sqlite_test

import (
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
	"boroughgraph/synthetic"
)

func TestBundled(t *testing.T) {
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, sqlite.Options{})
	if report, err := s.Apply(t.Context(), storetest.Import(facts)); err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %v, %v", report, err)
	}
	storetest.RunBundled(t, s)
}

// Generated estates have contracts of several suppliers, resellers and groups.
func TestMoneyOfGenerated(t *testing.T) {
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, sqlite.Options{})
	in := storetest.Import(nil)
	in.Parts = synthetic.Estate(facts, 300, 7)
	if _, err := s.Apply(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	storetest.CheckMoney(t, s, estate.Scope{AsOf: "2026-11-23"})
	storetest.CheckMoney(t, s, estate.Scope{Boroughs: []estate.ID{"Borough:E09000007", "Borough:E09000017"}, AsOf: "2026-11-23"})
}
