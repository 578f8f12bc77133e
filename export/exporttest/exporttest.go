// Package exporttest exports a store and imports the export again. The tests of export and of each
// store share it.
package exporttest

import (
	"bytes"
	"context"
	"io"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/export"
	"boroughgraph/ingest/facts"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/register"
)

// TB has the methods that *testing.T and *rapid.T share.
type TB interface {
	Helper()
	Context() context.Context
	Fatalf(format string, args ...any)
}

// Apply applies an import. The test fails if one of its facts is rejected.
func Apply(t TB, s estate.Store, in estate.Import) *estate.Report {
	t.Helper()
	report, err := s.Apply(t.Context(), in)
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %v, %v", err, report)
	}
	return report
}

// Facts returns what `export facts` writes.
func Facts(t TB, s estate.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.Facts(t.Context(), s, &b, func(int) {}); err != nil {
		t.Fatalf("Facts: %v", err)
	}
	return b.String()
}

// ImportFacts imports the text of an export as `import facts` does.
func ImportFacts(t TB, s estate.Store, text string) {
	t.Helper()
	in := storetest.Import(nil)
	in.Parts = facts.Parts(FactFile(text))
	Apply(t, s, in)
}

// FactFile returns a text as a file of facts.
func FactFile(text string) []facts.File {
	return []facts.File{{Name: "facts.jsonl", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}}
}

// Register returns what `export register` writes for a borough.
func Register(t TB, s estate.Store, borough *estate.Borough) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := export.Register(t.Context(), s, borough, &b); err != nil {
		t.Fatalf("Register: %v", err)
	}
	return b.String()
}

// ImportRegister imports a borough's register as `import register` does.
func ImportRegister(t TB, s estate.Store, borough *estate.Borough, text string) (*estate.Report, *register.Report) {
	t.Helper()
	systems, err := match.KnownSystems(t.Context(), s)
	if err != nil {
		t.Fatalf("KnownSystems: %v", err)
	}
	rows, err := register.Open(t.Context(), strings.NewReader(text), register.Options{
		File: "register.csv", Borough: borough, Boroughs: boroughs(t, s), Known: s, Systems: systems, AsOf: "2026-11-23",
	})
	if err != nil {
		t.Fatalf("register.Open: %v", err)
	}
	in := storetest.Import(nil)
	in.Parts = rows.Parts(t.Context())
	return Apply(t, s, in), rows.Report
}

func boroughs(t TB, s estate.Store) []*estate.Borough {
	t.Helper()
	page, err := s.Boroughs(t.Context(), nil, estate.FirstPage(estate.MaxPage))
	if err != nil {
		t.Fatalf("Boroughs: %v", err)
	}
	var all []*estate.Borough
	for _, r := range page.Rows {
		all = append(all, r.Row)
	}
	return all
}

// RegistersChangeNothing exports the register of every borough and imports it again, which must
// change nothing.
func RegistersChangeNothing(t TB, s estate.Store) {
	t.Helper()
	for _, b := range boroughs(t, s) {
		text := Register(t, s, b)
		report, rows := ImportRegister(t, s, b, text)
		if report.Changed() || rows.Used != rows.Read || rows.Read != report.Unchanged[estate.KindContract] {
			t.Fatalf("%s: created %v, updated %v, unchanged %v; rows %+v\n%s", b.Name, report.Created, report.Updated, report.Unchanged, rows.Rows, text)
		}
		for _, r := range rows.Rows {
			if r.Reason != "it says what the graph holds" {
				t.Fatalf("%s: %+v", b.Name, r)
			}
		}
	}
}
