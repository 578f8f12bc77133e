package register

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
)

// header says where each column of a register is.
type header struct {
	line    int      // of its first row
	depth   int      // number of its rows
	titles  []string // as in the file, on one line
	at      map[Column][]place
	rows    [][]string   // its rows, each cell on one line
	beside  map[int]bool // columns about suppliers and people, which a continuing row may fill
	unknown map[int]bool // columns with unknown titles
	unread  []string     // titles of columns that are not read, except those about people
	people  int          // columns about people
}

// aboutPeople replaces the title of a column about people.
const aboutPeople = "a column about people"

// header makes a header of titles. If several titles stand for one column, the one of the better
// rank is read first, and the others where it is empty. Among equal ranks, a visible column wins,
// then an exact title, then the first.
func (m ColumnMap) header(line int, titles []string, hidden func(int) bool) *header {
	h := &header{line: line, depth: 1, titles: titles, rows: [][]string{slices.Clone(titles)}, at: map[Column][]place{}, beside: map[int]bool{}, unknown: map[int]bool{}}
	columns := make([]Column, len(titles))
	for i, title := range titles {
		c, p := m.read(title)
		p.index, p.hidden = i, hidden(i)
		if c == colOrganisation || c == colOrganisationC {
			p.rank = i // all of them are considered
		}
		if columns[i] = c; c != "" && c != colPersonal && c != colIgnored {
			h.at[c] = append(h.at[c], p)
		}
		h.unknown[i] = c == ""
		h.beside[i] = slices.Contains([]Column{colIgnored, colPersonal, colCompany, colCharity, colOtherID}, c)
	}
	for c, places := range h.at {
		h.at[c] = chosen(places)
	}
	for i, title := range titles {
		switch c := columns[i]; {
		case c == colPersonal:
			h.people++
			h.titles[i] = aboutPeople
		case title != "" && !slices.ContainsFunc(h.at[c], func(p place) bool { return p.index == i }):
			h.unread = append(h.unread, title)
		}
	}
	return h
}

// chosen returns the places to read for a column, in order: one of each rank. A hidden place is
// read only if all are hidden.
func chosen(places []place) []place {
	slices.SortStableFunc(places, func(a, b place) int {
		return cmp.Or(compareFalse(a.hidden, b.hidden), cmp.Compare(a.rank, b.rank), compareFalse(!a.exact, !b.exact))
	})
	places = slices.CompactFunc(places, func(a, b place) bool { return a.rank == b.rank && a.hidden == b.hidden })
	return slices.DeleteFunc(places, func(p place) bool { return p.hidden != places[0].hidden })
}

// compareFalse orders false before true.
func compareFalse(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// has reports whether the header has a column.
func (h *header) has(c Column) bool { return len(h.at[c]) > 0 }

// reads reports whether a column of the file is read.
func (h *header) reads(index int) bool {
	for _, places := range h.at {
		if slices.ContainsFunc(places, func(p place) bool { return p.index == index }) {
			return true
		}
	}
	return false
}

// title returns the file's title of a column, or the column's own name if the file lacks it.
func (h *header) title(c Column) string {
	if places := h.at[c]; len(places) > 0 {
		return places[0].title
	}
	return string(c)
}

// fits returns how many known columns a header has. It returns 0 if the header lacks a column that
// names contracts, or any column about them.
func (h *header) fits() int {
	if !h.has(colReference) && !h.has(colTitle) || len(h.at) < 2 {
		return 0
	}
	return len(h.at)
}

// find returns the first header among rows and the number of rows up to its end. It returns nil if
// there is none.
func (m ColumnMap) find(rows []row, hidden func(int) bool) (h *header, after int) {
	for i, r := range rows[:min(len(rows), headerRows)] {
		if filled, _ := filledIn(r.cells); filled == 0 || len(r.cells) < 2 {
			continue
		}
		h := m.header(r.line, cleaned(r.cells), hidden)
		h = m.over(h, rows[i+1:], r.cells, hidden)
		if h.fits() == 0 {
			continue
		}
		if below := rows[i+1:]; h.depth == 1 || len(below) == 0 || m.header(0, cleaned(below[0].cells), hidden).fits() < h.fits() {
			return h, i + h.depth
		}
	}
	return nil, 0
}

// maxDepth is how many rows a header can have.
const maxDepth = 3

// over returns the header that a row makes together with the rows below it, if those are headings
// too: columns below groups, or units.
func (m ColumnMap) over(h *header, below []row, top []string, hidden func(int) bool) *header {
	titles := cleaned(top)
	for depth := 2; depth <= maxDepth && len(below) > 0; depth++ {
		sub := cleaned(below[0].cells)
		if !m.isSubheading(titles, sub) {
			break
		}
		titles = m.plain(joined(titles, sub), sub)
		deeper := m.header(h.line, slices.Clone(titles), hidden)
		if deeper.fits() < h.fits() {
			break
		}
		deeper.depth, deeper.rows = depth, append(h.rows, sub)
		h, below = deeper, below[1:]
	}
	return h
}

// childWords are folded headings that have a meaning only below a group's.
var childWords = []string{
	"name", "number", "no", "total", "annual", "per annum", "start", "end", "from", "to", "date", "value", "initial", "original", "current", "revised", "maximum", "max", "estimated",
	"amount", "length", "months", "years", "code", "label", "description", "ref", "title", "type", "id", "address", "postcode", "option", "options", "yes no", "y n",
}

// unitHint matches a cell below a title that states the unit of its column.
var unitHint = regexp.MustCompile(`(?i)^\(?(dd|d|mm|yyyy|yy)[/ .-]?(mmm|mm|m|dd)?[/ .-]?(yyyy|yy|dd)?\)?$|^\(?£'?0*'?s?\)?$|^\(?£ ?[km]n?\)?$|^\(?(months?|years?|y/n|yes ?/ ?no|free text|text|number|date|currency|` +
	`(ex|exc|excl|excluding|inc|incl|including)\.? vat|mandatory|optional|required|in thousands|in millions)\)?$`)

// isSubheading reports whether a row is the second row of a header. Each of its cells is a title, a
// word that needs a group above it, or a unit, or has an empty cell above it.
func (m ColumnMap) isSubheading(top, sub []string) bool {
	known, filled, parts, hinted := 0, 0, 0, 0
	for i, text := range sub {
		if text == "" {
			continue
		}
		filled++
		above := ""
		if i < len(top) {
			above = top[i]
		}
		_, exact := m.column(text)
		switch {
		case len(text) > 60 || strings.ContainsAny(text, "0123456789") && !unitHint.MatchString(text) && !exact:
			return false
		case exact, unitHint.MatchString(text), slices.Contains(childWords, estate.Fold(text)), text == above:
			known++
		case above != "":
			return false
		}
		if unitHint.MatchString(text) {
			hinted++
		}
		if text != above {
			parts++
		}
	}
	return known > 0 && 2*known >= filled && parts > 0 && (filled > 1 || hinted > 0)
}

// plain uses the lower title alone where only that is known: "Start" below "Contract dates". It
// does not do so below "Extension", where it would mean something else.
func (m ColumnMap) plain(titles, sub []string) []string {
	for i, text := range sub {
		if c, _ := m.column(titles[i]); c != "" || text == "" {
			continue
		}
		above := estate.Fold(strings.TrimSuffix(titles[i], text))
		if c, exact := m.column(text); c != "" && exact && match.RunOf(above, slices.Concat(notEnd, extensionWords)) == "" {
			titles[i] = text
		}
	}
	return titles
}

// joined appends each title of a second row to the one above it. A group's title is merged over
// several columns and is stored only in the first of them.
func joined(top, sub []string) []string {
	titles := make([]string, max(len(top), len(sub)))
	group := ""
	for i := range titles {
		var above, below string
		if i < len(top) {
			above = top[i]
		}
		if i < len(sub) {
			below = sub[i]
		}
		switch {
		case above != "" && below != "":
			group = above
		case above != "":
			group = ""
		}
		switch {
		case below == "", below == above:
			titles[i] = above
		case above == "" && group != "":
			titles[i] = group + " " + below
		default:
			titles[i] = parse.Clean(above + " " + below)
		}
	}
	return titles
}

// cleaned returns the cells, each on one line.
func cleaned(cells []string) []string {
	titles := make([]string, len(cells))
	for i, cell := range cells {
		titles[i] = parse.Clean(parse.Unescaped(strings.TrimPrefix(cell, "\ufeff")))
	}
	return titles
}

// score returns how well the best header among rows fits. A portal's export has the highest score.
// Rows below the header with a date or an amount distinguish a register from a guide to one.
func (m ColumnMap) score(rows []row, hidden func(int) bool) int {
	for _, r := range rows[:min(len(rows), headerRows)] {
		if isPortal(r.cells) || isSearch(r.cells) {
			return 10 * len(r.cells)
		}
	}
	h, after := m.find(rows, hidden)
	if h == nil {
		return 0
	}
	score := h.fits()
	if slices.ContainsFunc(rows[after:], h.hasData) {
		score += 100
	}
	return score
}

// hasData reports whether a row has a date or an amount in a column for one.
func (h *header) hasData(r row) bool {
	for _, c := range []Column{colStart, colEnd, colMaxEnd, colValue, colAnnual, colReference} {
		for _, p := range h.at[c] {
			if p.index >= len(r.cells) || !strings.ContainsAny(r.cells[p.index], "0123456789") {
				continue
			}
			if c == colReference {
				return true
			}
			if _, ok := parse.Date(r.cells[p.index], false); ok {
				return true
			}
			if _, why := parse.Money(r.cells[p.index], ""); why == "" {
				return true
			}
		}
	}
	return false
}
