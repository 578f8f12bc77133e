package register

import (
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
	"boroughgraph/sheet"
)

// What can come between the contracts of a register: empty rows, the header on each page, totals,
// notes, titles of sections, second tables, and rows that continue the contract above them.

// follower goes down the rows of a sheet. The first reading uses it to find the tables of the
// sheet, and the second to read them.
type follower struct {
	*Register
	leaf      *leaf
	surveying bool
	table     int      // which of the leaf's sections the rows are in
	above     []string // the cells of the contract above
	aboveAt   spot
	follows   bool   // the row above is that contract, or continues it
	whose     string // the other buyer in whose section the rows are
}

// follow classifies a row.
func (f *follower) follow(r row, at spot) taken {
	s := f.leaf.sections[f.table]
	t := taken{row: r, at: at, of: at, section: s, whose: f.whose}
	if s.export {
		return t
	}
	follows := f.follows
	f.follows = false
	filled, only := filledIn(r.cells)
	switch {
	case filled == 0 && len(r.unstored) == 0:
		t.kind, t.reason = rowPassed, "the row is empty"
	case f.namesHeld(s, r.cells): // regardless of its cells
	case s.header.again(r.cells):
		t.kind, t.reason = rowPassed, "it is the header again"
	case f.o.Map.isHeading(r.cells):
		t.kind, t.reason = rowPassed, "it is the header of another table"
		f.next(r)
	case s.header.isTotal(r.cells):
		t.kind, t.reason = rowPassed, "it is a row of totals"
	case s.barren:
		t.kind, t.reason = rowPassed, "it is in a table whose header names no contracts"
	case follows && s.header.carriesOn(r.cells):
		t.kind, t.cells, t.of = rowMore, s.header.filledFrom(f.above, r.cells), f.aboveAt
		f.follows = true
	case filled == 1 && len(s.header.at) > 3 && len(r.unstored) == 0:
		t.kind, t.reason = rowPassed, "it has a single cell: a note, or the title of a section"
		if whose, known := f.under(only); known {
			f.whose = whose
		}
	case r.unended && filled == 1:
		t.kind, t.reason = rowBroken, "the file ends within it: it seems cut short"
	default:
		f.above, f.aboveAt, f.follows = append(f.above[:0], r.cells...), at, true
	}
	return t
}

// namesHeld reports whether a row names a contract of the borough in the graph.
func (f *follower) namesHeld(s *section, cells []string) bool {
	if len(f.held) == 0 || !s.header.has(colGraphID) {
		return false
	}
	_, held := f.held[estate.ID(sheet.Restored(s.header.at[colGraphID][0].in(cells)))]
	return held
}

// next goes on to the table whose header the row is.
func (f *follower) next(r row) {
	f.table++
	if f.surveying {
		h := f.o.Map.header(r.line, cleaned(r.cells), func(int) bool { return false })
		f.leaf.sections = append(f.leaf.sections, &section{header: h, line: r.line, barren: h.fits() == 0})
	}
}

// again reports whether a row repeats a row of the header.
func (h *header) again(cells []string) bool {
	for _, is := range h.rows {
		same, filled := true, 0
		for i := range max(len(cells), len(is)) {
			var a, b string
			if i < len(cells) {
				a = parse.Clean(cells[i])
			}
			if i < len(is) {
				b = is[i]
			}
			if a != b {
				same = false
				break
			}
			if a != "" {
				filled++
			}
		}
		if same && filled > 1 {
			return true
		}
	}
	return false
}

// isHeading reports whether a row is the header of another table: three cells or more, nearly all
// of them titles, and no figures.
func (m ColumnMap) isHeading(cells []string) bool {
	for _, cell := range cells {
		if len(cell) > 80 || strings.ContainsAny(cell, "0123456789") && unitOf(cell) == "" {
			return false
		}
	}
	known, filled := 0, 0
	for _, cell := range cells {
		text := parse.Clean(cell)
		if text == "" {
			continue
		}
		if filled++; filled > known+2 {
			return false
		}
		if c, exact := m.column(text); exact || c != "" {
			known++
		}
	}
	return known >= 3 && known*4 >= filled*3
}

// Folded wordings of rows of totals.
var (
	onlyTotal  = regexp.MustCompile(`^(?:(?:grand|sub|overall|running|column|page|report|category|section|cumulative|combined|net|gross) )*(?:subtotals?|totals?)$`)
	totalWords = regexp.MustCompile(`^(?:(?:grand|sub|overall|running|column|page|report|category|section|cumulative|combined|annual|net|gross) )*(?:subtotals?|totals?)\b|\b(?:sub ?totals?|grand total|totals?)$|` +
		`^(?:sum|count|average|mean)(?: of\b| \d|$)|^(?:maximum|minimum|balance)(?: \d|$)|^(?:total )?(?:number|no) of (?:\w+ )?(?:contracts|rows|records|entries)\b|^count\b`)
)

// isTotal reports whether a row is a row of totals. Its wording says so, and it has no date, no
// supplier, and not both a reference and a title.
func (h *header) isTotal(cells []string) bool {
	filled := func(c Column) string {
		for _, p := range h.at[c] {
			if p.index < len(cells) {
				if text := parse.Clean(cells[p.index]); text != "" {
					return text
				}
			}
		}
		return ""
	}
	if strings.ContainsAny(filled(colStart)+filled(colEnd), "0123456789") {
		return false
	}
	reference, title := filled(colReference), filled(colTitle)
	if onlyTotal.MatchString(estate.Fold(reference)) || reference == "" && onlyTotal.MatchString(estate.Fold(title)) {
		return true
	}
	if supplier := filled(colSupplier); supplier != "" && (reference != "" || title != "" || !totalWords.MatchString(estate.Fold(supplier))) {
		return false
	}
	if reference != "" && title != "" {
		return false
	}
	return slices.ContainsFunc(cells, func(cell string) bool { return len(cell) < 80 && totalWords.MatchString(estate.Fold(cell)) })
}

// carriesOn reports whether a row has only a supplier and facts about it.
func (h *header) carriesOn(cells []string) bool {
	supplier := false
	for i, cell := range cells {
		if cell == "" || parse.Clean(cell) == "" || h.beside[i] {
			continue
		}
		if !slices.ContainsFunc(h.at[colSupplier], func(p place) bool { return p.index == i }) {
			return false
		}
		supplier = true
	}
	return supplier
}

// filledFrom returns the cells of the contract above, with the supplier's cells from the row.
func (h *header) filledFrom(above, cells []string) []string {
	all := make([]string, max(len(above), len(cells)))
	copy(all, above)
	for i := range all {
		if !h.beside[i] && !slices.ContainsFunc(h.at[colSupplier], func(p place) bool { return p.index == i }) {
			continue
		}
		all[i] = ""
		if i < len(cells) {
			all[i] = cells[i]
		}
	}
	return all
}

// kindOf are the folded words beside "framework" and "grant" that still make the type of a contract
// a framework agreement or a grant, and so not a purchase.
var (
	frameworkOnly = []string{
		"framework", "frameworks", "agreement", "agreements", "multi", "multiple", "single", "supplier", "suppliers", "provider", "lot", "establishment", "setting", "up", "of", "a", "new", "the",
		"dynamic", "purchasing", "system", "dps", "market", "own", "council", "council s", "councils", "open", "closed",
	}
	grantOnly = []string{"grant", "grants", "agreement", "agreements", "award", "funding", "of", "a", "the"}
)

// noPurchase returns why a type of contract is not a purchase. A type that only contains the words
// framework or grant is a purchase: "Direct award via framework", "Grant funded contract".
func noPurchase(kind string) string {
	words := strings.Fields(estate.Fold(kind))
	only := func(all []string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(all, w) })
	}
	folded := strings.Join(words, " ")
	switch {
	case len(words) == 0:
		return ""
	case only(frameworkOnly) && match.RunOf(folded, []string{"framework", "frameworks", "dynamic purchasing", "dynamic market", "dps"}) != "":
		return "it sets up a framework, which is not a purchase"
	case only(grantOnly) && match.RunOf(folded, []string{"grant", "grants"}) != "":
		return "it is a grant, not a purchase"
	}
	return ""
}
