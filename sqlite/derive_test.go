package sqlite

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// TestALargeImportLeavesAllIndexes checks that the indexes are the same after an import that drops
// and rebuilds them.
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

// TestKeptInOrder checks tables that an import sorts once if it changes most contracts, and row by
// row if it changes some. Either way they must hold what they are derived from.
func TestKeptInOrder(t *testing.T) {
	kept := map[string]string{
		"SELECT target_id, sort_key FROM exit_link": "SELECT l.target_id, x.sort_key FROM contract_link AS l JOIN exit_point AS x ON x.contract_id = l.contract_id WHERE l.role <> 'FRAMEWORK'",
		// In a text, a word is what stands between two spaces.
		"SELECT word, by_key FROM search_word": `WITH RECURSIVE w(word, rest, by_key) AS (
			SELECT '', substr(words, 2) || ' ', by_key FROM search_text
			UNION ALL
			SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1), by_key FROM w WHERE rest <> ''
		) SELECT DISTINCT word, by_key FROM w WHERE word <> ''`,
	}
	s := filled(t, 10)
	all := madeUp(manyContracts + 20) // most of these are there already and do not change
	moved := *all.Contracts[3]
	moved.EndDate, moved.Title, moved.Systems, moved.Services = "2031-05-01", "another title, twice another", []estate.ID{id(estate.KindSystem, 1), id(estate.KindSystem, 2)}, nil
	for _, step := range []struct {
		what    string
		changes *estate.Changes
	}{
		{"all", all},
		{"one of another name that names other things and ends on another day", &estate.Changes{Contracts: []*estate.Contract{&moved}}},
		{"one taken away", &estate.Changes{Removed: []estate.ID{all.Evidence[4].ID, id(estate.KindNotice, 4), id(estate.KindContract, 4)}}},
		{"it and the other as they were", all},
	} {
		report, err := s.Apply(t.Context(), storetest.Import(step.changes))
		if err != nil || !report.Changed() {
			t.Fatalf("%s: %+v, %v", step.what, report, err)
		}
		for got, want := range kept {
			if n := one(t, s.reads, "SELECT count(*) FROM ("+got+")"); n == "0" {
				t.Errorf("after %s there are no rows of %s", step.what, got)
			}
			missing, extra := one(t, s.reads, "SELECT count(*) FROM (SELECT * FROM ("+want+") EXCEPT "+got+")"), one(t, s.reads, "SELECT count(*) FROM ("+got+" EXCEPT SELECT * FROM ("+want+"))")
			if missing != "0" || extra != "0" {
				t.Errorf("after %s, for %s, %s rows are missing and %s are too many", step.what, got, missing, extra)
			}
		}
	}
}
