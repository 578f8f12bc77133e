package data_test

import (
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
)

// TestFactsAreAccepted validates the bundled facts with the domain's own checks, and compares
// the id of each piece of evidence with the one that its content gives.
func TestFactsAreAccepted(t *testing.T) {
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	_, rejected := facts.Accept(nil, nil)
	for _, r := range rejected {
		t.Errorf("%s is rejected: %s", r.ID, r.Reason)
	}
	for _, e := range facts.Evidence {
		if want := estate.EvidenceID(e); e.ID != want {
			t.Errorf("evidence %s should have the id %s", e.ID, want)
		}
	}
}
