package sqlite

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// TestUpgradeFromTheFirstSchema opens a file that was written before frameworks and notices. The
// store must have everything that the file had, and must accept the new kinds.
func TestUpgradeFromTheFirstSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "estate.db")
	changes := madeUp(5)
	notices, frameworks := changes.Notices, changes.Frameworks
	changes.Notices, changes.Frameworks = nil, nil
	change(t, path, migrations()[0].text)
	for _, f := range changes.Facts() {
		facts := strings.ReplaceAll(f.Text(), "'", "''")
		change(t, path, fmt.Sprintf("INSERT INTO fact VALUES ('%s', '%s', '%s', '%s')", f.ID, f.Kind, estate.Digest(f.Text()), facts))
	}
	change(t, path, fmt.Sprintf("INSERT INTO meta VALUES (1, 1, %d)", estate.RuleVersion))

	s := at(t, path)
	defer shut(t, s)
	report, err := s.Apply(t.Context(), storetest.Import(&estate.Changes{Contracts: changes.Contracts, Notices: notices, Frameworks: frameworks}))
	if err != nil || report.Unchanged[estate.KindContract] != 5 || report.Created[estate.KindNotice] != 5 || report.Created[estate.KindFramework] != 1 {
		t.Fatalf("apply: %+v, %v", report, err)
	}
	borough := changes.Boroughs[0].ID
	w := estate.FirstPage(10)
	contracts, err := s.ContractsOf(t.Context(), []estate.ID{borough}, estate.ContractFilter{AsOf: "2026-11-23"}, estate.ContractsByEndDate, w)
	if err != nil || len(contracts[borough].Rows) != 1 {
		t.Errorf("the contracts that it held: %v, %v", contracts[borough].Rows, err)
	}
	found, err := s.NoticesOf(t.Context(), []estate.ID{borough}, estate.NoticeFilter{}, estate.NoticesByDeadline, w)
	if err != nil || len(found[borough].Rows) != 1 {
		t.Errorf("its notices: %v, %v", found[borough].Rows, err)
	}
}

// TestBatchesOfAnOlderFileAreNumbered opens a file whose batches have only times. The migration
// numbers them in the order of these times, and new batches follow.
func TestBatchesOfAnOlderFileAreNumbered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "estate.db")
	for _, m := range migrations() {
		if m.number < 14 {
			change(t, path, m.text)
		}
	}
	for i, day := range []int{20, 22, 21} { // not in the order of their ids
		b := &estate.Batch{ID: estate.MakeID(estate.KindBatch, fmt.Sprint("old-", i)), AppliedAt: time.Date(2026, 11, day, 9, 0, 0, 0, time.UTC)}
		change(t, path, fmt.Sprintf("INSERT INTO batch VALUES ('%s', '%s', NULL, '%s')", b.ID, estate.AppliedKey(b), encode(b)))
	}
	change(t, path, fmt.Sprintf("INSERT INTO meta VALUES (1, 13, %d)", estate.RuleVersion))
	s := at(t, path)
	defer shut(t, s)
	in := storetest.Import(madeUp(1))
	in.Batch = estate.NewBatch(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), estate.FormFacts, "made up", "")
	report, err := s.Apply(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{string(report.Batch), "Batch:old-1", "Batch:old-2", "Batch:old-0"}
	page, err := s.Batches(t.Context(), estate.BatchFilter{}, estate.FirstPage(10))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, r := range page.Rows {
		got = append(got, string(r.Row.ID))
		if key := estate.BatchKey(len(page.Rows) - i); r.Key != key {
			t.Errorf("row %d has the key %s, want %s", i, r.Key, key)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
