// Package ingesttest holds what the tests of the importers share: a store to import into.
package ingesttest

import (
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
)

// RawData is the environment variable that names the folder of the raw files.
const RawData = "BOROUGHGRAPH_RAW_DATA"

// Bundled returns a store in memory with the bundled facts.
func Bundled(tb testing.TB) estate.Store {
	tb.Helper()
	s, err := sqlite.Open(tb.Context(), sqlite.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close(tb.Context()) })
	bundled, err := facts.Read(data.Files)
	if err != nil {
		tb.Fatal(err)
	}
	Write(tb, s, bundled)
	return s
}

// Write applies changes. The test fails if one of them is rejected.
func Write(tb testing.TB, s estate.Store, changes *estate.Changes) *estate.Report {
	tb.Helper()
	report, err := s.Apply(tb.Context(), storetest.Import(changes))
	if err != nil || len(report.Rejected) > 0 {
		tb.Fatalf("Apply: %v, %+v", err, report)
	}
	return report
}

// Boroughs returns all boroughs of a store.
func Boroughs(tb testing.TB, s estate.Store) []*estate.Borough {
	tb.Helper()
	page, err := s.Boroughs(tb.Context(), nil, estate.FirstPage(estate.MaxPage))
	if err != nil {
		tb.Fatal(err)
	}
	var all []*estate.Borough
	for _, row := range page.Rows {
		all = append(all, row.Row)
	}
	return all
}
