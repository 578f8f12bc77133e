package register

import (
	"context"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
)

// The first reading of a register finds what no single row shows: the tables of each sheet, the
// order of day and month in each date column, whether there are rows of other buyers, and which
// rows are about one contract.

// Bounds of the rows that are kept in memory, to be read together with an earlier row.
const (
	maxTogether      = 50_000
	maxTogetherBytes = 64 << 20
)

// dateColumns are the columns whose cells are dates.
var dateColumns = []Column{colStart, colEnd, colMaxEnd, colExtension}

// survey reads the file once.
func (g *Register) survey(ctx context.Context) error {
	if g.leaves[0].sections[0].export {
		return nil
	}
	named, filled := map[*section]map[int]int{}, map[*section]map[int]int{}
	type one struct {
		at       spot
		supplier string
	}
	lines, together, bytes := map[string]one{}, 0, 0
	for t, err := range g.each(ctx, true) {
		if err != nil {
			return err
		}
		if t.kind != rowContract && t.kind != rowMore {
			continue
		}
		s := t.section
		if named[s] == nil {
			named[s], filled[s] = map[int]int{}, map[int]int{}
		}
		g.countPlaces(s, t.cells, named[s], filled[s])
		s.countDays(t.cells)
		if b, _, _ := g.buyerOf(s, t.cells); b == buyerOther {
			g.mixed = true
		}
		key, supplier := g.groupKey(t)
		if key == "" {
			continue
		}
		first, again := lines[key]
		if !again {
			lines[key] = one{t.at, supplier}
			continue
		}
		if together++; together > maxTogether || bytes > maxTogetherBytes {
			continue
		}
		if g.repeated[key] == nil {
			g.repeated[key] = &group{first: first.at, supplier: first.supplier}
		}
		t.cells = slices.Clone(t.cells)
		for _, cell := range t.cells {
			bytes += len(cell)
		}
		same := g.repeated[key]
		same.rows, same.supplier = append(same.rows, t), min(same.supplier, supplier)
	}
	for s, n := range named {
		s.promote(n, filled[s])
	}
	g.promoted()
	g.settleDays()
	return nil
}

// promoted looks for rows of other buyers in columns that were recognised as the organisation's
// only after all rows were seen.
func (g *Register) promoted() {
	for _, l := range g.leaves {
		for _, s := range l.sections {
			if s.others > 0 && s.header.has(colOrganisation) {
				g.mixed = true
			}
		}
	}
}

// countPlaces counts the cells of unknown columns that name a borough.
func (g *Register) countPlaces(s *section, cells []string, named, filled map[int]int) {
	if s.header.has(colOrganisation) || s.header.has(colOrganisationC) {
		return
	}
	for i, cell := range cells {
		if i >= len(s.header.titles) || cell == "" || !s.header.unknown[i] {
			continue
		}
		filled[i]++
		if len(cell) > 80 {
			continue
		}
		if id := g.places.Find(cell); id != "" {
			named[i]++
			if id != g.o.Borough.ID {
				s.others++
			}
		}
	}
}

// groupKey returns what the rows of one contract have in common: the reference, else title, start
// and value if all are stated, else the row that they continue. It is empty for a row that names a
// contract of the graph. supplier is the row's, folded.
func (g *Register) groupKey(t taken) (key, supplier string) {
	r := &reading{Register: g, taken: t}
	if r.cell(colGraphID) != "" {
		return "", ""
	}
	supplier = estate.FoldSupplierName(r.cell(colSupplier))
	if reference := r.cell(colReference); reference != "" {
		return "reference " + reference, supplier
	}
	line := t.of.String()
	title, start, value := r.cell(colTitle), r.cell(colStart), r.cell(colValue)+r.cell(colAnnual)
	if title == "" || start == "" || value == "" || supplier == "" {
		return line, supplier
	}
	return "row " + match.Fingerprint(estate.Fold(title), start, value, r.cell(colEnd)), supplier
}

// countDays counts the dates of a row.
func (s *section) countDays(cells []string) {
	for _, c := range dateColumns {
		for _, p := range s.header.at[c] {
			if p.index >= len(cells) {
				continue
			}
			order := parse.OrderOf(cells[p.index])
			if order == parse.NoOrder {
				continue
			}
			if s.days == nil {
				s.days = map[int]*days{}
			}
			if s.days[p.index] == nil {
				s.days[p.index] = &days{}
			}
			switch d := s.days[p.index]; order {
			case parse.DayFirst:
				d.first++
			case parse.MonthFirst:
				d.second++
			default:
				d.either++
			}
		}
	}
}

// few is the ratio of cells from which the rarer order counts as typing errors.
const few = 20

// decided returns the order that a column shows on its own. sure is false if no cell decides.
func (d *days) decided() (order dayOrder, sure bool) {
	switch {
	case d.first == 0 && d.second == 0:
		return dayFirst, false
	case d.first >= few*d.second:
		return dayFirst, true
	case d.second >= few*d.first:
		return monthFirst, true
	}
	return noOrder, true
}

// settleDays decides the order of each column: by its own cells, else as in all other columns of
// the file, else the day first. A column whose cells contradict each other is not read. Neither is
// an undecided one if the other columns differ.
func (g *Register) settleDays() {
	var orders []dayOrder
	for d := range g.allDays() {
		if order, sure := d.decided(); sure && !slices.Contains(orders, order) {
			orders = append(orders, order)
		}
	}
	for d := range g.allDays() {
		order, sure := d.decided()
		switch {
		case sure:
			d.order = order
		case len(orders) == 1:
			d.order = orders[0]
		case len(orders) > 1:
			d.order = noOrder
		}
	}
}

func (g *Register) allDays() func(yield func(*days) bool) {
	return func(yield func(*days) bool) {
		for _, l := range g.leaves {
			for _, s := range l.sections {
				for _, d := range s.days {
					if !yield(d) {
						return
					}
				}
			}
		}
	}
}
