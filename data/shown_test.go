package data_test

import (
	"cmp"
	"slices"
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"

	gocmp "github.com/google/go-cmp/cmp"
)

// TestShown compares the bundled facts with the order of sources: on every field on which two
// sources differ, the facts show the value of the one that comes first.
func TestShown(t *testing.T) {
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	origins := map[estate.ID]*estate.Source{}
	for _, s := range facts.Sources {
		origins[s.ID] = s
	}
	for _, e := range facts.Evidence {
		e.Origin = origins[e.Source]
	}
	slices.SortFunc(facts.Evidence, func(a, b *estate.Evidence) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Field, b.Field))
	})
	got := map[string]string{}
	for _, c := range estate.Contradictions(facts.Evidence) {
		got[string(c.Subject)+" "+c.Field] = c.Shown.Value
	}
	want := map[string]string{ // as contracts.jsonl and deployments.jsonl have them
		"Contract:barnet-capita-csg-2023 endDate": "2026-09-30",
		"Contract:lambeth-xpress-2022 endDate":    "2023-04-01", // the cell of a rolling contract
		"Contract:ocds-h6vhtk-02ed14 value":       "26000000",
		"Contract:ocds-h6vhtk-05d37a framework":   "CCS TePAS Lot 3",
		"Contract:southwark-ices-2023 endDate":    "2025-09-15",
		"Deployment:bromley/moderngov system":     "ModernGov",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
}
