package sqlite

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

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
