package graph_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/graph/graphtest"
	"boroughgraph/sqlite"
)

// TestChangesOfUpdatesAndReverts asks which fields a change and its revert changed.
func TestChangesOfUpdatesAndReverts(t *testing.T) {
	s, err := sqlite.Open(t.Context(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(t.Context()) })
	applied := func(id estate.ID, minute int, changes *estate.Changes) {
		in := storetest.Import(changes)
		in.Batch.ID, in.Batch.AppliedAt = id, time.Date(2026, 11, 23, 9, minute, 0, 0, time.UTC)
		if report, err := s.Apply(t.Context(), in); err != nil || report.Batch != id {
			t.Fatalf("%v, %+v", err, report)
		}
	}
	source := func(name, licence string) *estate.Changes {
		return &estate.Changes{Sources: []*estate.Source{{ID: "Source:a", Name: name, Kind: "register", Licence: licence}}}
	}
	applied("Batch:first", 1, source("A", "first"))
	applied("Batch:second", 2, source("A Limited", ""))
	if _, err := estate.Revert(t.Context(), s, "Batch:second", time.Date(2026, 11, 23, 9, 3, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	applied("Batch:fourth", 4, &estate.Changes{Removed: []estate.ID{"Source:a"}})

	e := &graphtest.Engine{}
	e.Serve(s)
	response, _ := e.Answer(t, `{
		changes(since: "2026-11-23T09:02:00Z") { nodes {
			form reverts { id } revertedBy { form }
			changes { nodes { subject action node { id } fields { field before after } } }
		} }
	}`, nil)
	got, err := json.MarshalIndent(response, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Data struct {
			Changes struct{ Nodes []any }
		}
	}
	if err := json.Unmarshal(got, &answer); err != nil {
		t.Fatal(err)
	}
	type object = map[string]any
	row := func(action string, fields ...any) object {
		return object{"nodes": []any{object{"subject": "Source:a", "action": action, "node": nil, "fields": fields}}}
	}
	want := []any{
		object{
			"form": "FACTS", "reverts": nil, "revertedBy": nil,
			"changes": row("REMOVED", object{"field": "id", "before": `"Source:a"`, "after": nil}, object{"field": "kind", "before": `"register"`, "after": nil}, object{"field": "licence", "before": `"first"`, "after": nil}, object{"field": "name", "before": `"A"`, "after": nil}),
		},
		object{
			"form": "REVERT", "reverts": object{"id": "Batch:second"}, "revertedBy": nil,
			"changes": row("UPDATED", object{"field": "licence", "before": nil, "after": `"first"`}, object{"field": "name", "before": `"A Limited"`, "after": `"A"`}),
		},
		object{
			"form": "FACTS", "reverts": nil, "revertedBy": object{"form": "REVERT"},
			"changes": row("UPDATED", object{"field": "licence", "before": `"first"`, "after": nil}, object{"field": "name", "before": `"A"`, "after": `"A Limited"`}),
		},
	}
	if diff := cmp.Diff(want, answer.Data.Changes.Nodes); diff != "" {
		t.Error(diff)
	}
}
