package data_test

import (
	"strings"
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
)

// No bundled reading counts to a day after the gathering of its file: 2026-11-28 for those named
// after that month, 2026-11-23 for all others (RULES 1).
func TestNoReadingIsLaterThanItsGathering(t *testing.T) {
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	dated := 0
	for _, e := range facts.Evidence {
		gathered := estate.Date("2026-11-23")
		if file, _, _ := strings.Cut(e.Row, ":"); e.Row == "" || strings.HasSuffix(file, "_2026_11.csv") || strings.HasSuffix(file, "_2026_08.csv") {
			gathered = "2026-11-28"
		}
		if e.ReadOn() > gathered {
			t.Errorf("%s of %s counts to %s, but was gathered on %s", e.ID, e.Row, e.ReadOn(), gathered)
		}
		if e.AsOf != "" {
			dated++
		}
	}
	if dated < 1000 {
		t.Errorf("only %d pieces of evidence are dated", dated)
	}
}
