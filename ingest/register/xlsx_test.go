package register

import (
	"errors"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// Many cells can share one long text, and merged cells repeat the text of the first. A sheet of
// some kilobytes could then be read for hours.
func TestTheTextOfAllCellsIsBounded(t *testing.T) {
	const long = 1 << 20
	s := &sheetRows{sheet: "Register"}
	read := 0
	for range 2 * maxWritten / long {
		_, err := s.bounded(row{cells: []string{"", strings.Repeat("a", long)}})
		if err == nil {
			read++
			continue
		}
		if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid || !strings.Contains(e.Message, `"Register"`) {
			t.Fatalf("got %v", err)
		}
	}
	if read != maxWritten/long {
		t.Errorf("%d MB were read, where %d are allowed", read, maxWritten>>20)
	}
}

// Columns and merged cells beyond the last column that is read cost nothing.
func TestMarksBeyondTheLastColumnAreNotKept(t *testing.T) {
	m := &marks{hidden: map[int]bool{}, merged: map[int][]stretch{}, unstored: map[int][]int{}}
	const sheet = `<worksheet><cols><col min="1" max="16384" hidden="1"/></cols><mergeCells>` +
		`<mergeCell ref="B2:B9"/><mergeCell ref="XFD1:XFD1048576"/></mergeCells></worksheet>`
	if err := m.read(strings.NewReader(sheet)); err != nil {
		t.Fatal(err)
	}
	if len(m.hidden) != maxColumn || len(m.merged) != 1 || len(m.merged[1]) != 1 {
		t.Errorf("%d columns are hidden and %d have merged cells", len(m.hidden), len(m.merged))
	}
}
