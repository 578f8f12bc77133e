package sqlite

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// TestALargeImportLeavesAllIndexes: those that it makes anew are as they were.
func TestALargeImportLeavesAllIndexes(t *testing.T) {
	const indexes = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE type = 'index' ORDER BY name)"
	s := filled(t, 1)
	before := one(t, s.reads, indexes)
	if _, err := s.Apply(t.Context(), storetest.Import(madeUp(manyContracts+1))); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, one(t, s.reads, indexes)); diff != "" {
		t.Error(diff)
	}
	if got := one(t, s.reads, "PRAGMA integrity_check"); got != "ok" {
		t.Error(got)
	}
}

// TestExitLinks: they are what links and exit points say, whether an import made all of them anew or changed some.
func TestExitLinks(t *testing.T) {
	const (
		links     = "SELECT l.target_id, x.sort_key FROM contract_link AS l JOIN exit_point AS x ON x.contract_id = l.contract_id WHERE l.role <> 'FRAMEWORK'"
		exitLinks = "SELECT target_id, sort_key FROM exit_link"
		differ    = "SELECT (SELECT count(*) FROM (" + links + " EXCEPT " + exitLinks + ")) + (SELECT count(*) FROM (" + exitLinks + " EXCEPT " + links + "))"
	)
	s := filled(t, 10)
	all := madeUp(manyContracts + 1)
	moved := *all.Contracts[3]
	moved.EndDate, moved.Systems, moved.Services = "2031-05-01", []estate.ID{id(estate.KindSystem, 1), id(estate.KindSystem, 2)}, nil
	for _, step := range []struct {
		what    string
		changes *estate.Changes
	}{
		{"all", all},
		{"one that names other things and ends on another day", &estate.Changes{Contracts: []*estate.Contract{&moved}}},
		{"one taken away", &estate.Changes{Removed: []estate.ID{all.Evidence[4].ID, id(estate.KindNotice, 4), id(estate.KindContract, 4)}}},
		{"all again", all},
	} {
		report, err := s.Apply(t.Context(), storetest.Import(step.changes))
		if err != nil || !report.Changed() {
			t.Fatalf("%s: %+v, %v", step.what, report, err)
		}
		if got := one(t, s.reads, differ); got != "0" {
			t.Errorf("after %s: %s differ", step.what, got)
		}
	}
	if got := one(t, s.reads, "SELECT count(*) > 0 FROM exit_link"); got != "1" {
		t.Error("there are none")
	}
}
