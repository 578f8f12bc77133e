package register

import (
	"slices"

	"boroughgraph/estate"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
	"boroughgraph/sheet"
)

// reading is the reading of one row.
type reading struct {
	*Register
	taken
	draft *draft
	notes []RowEntry
}

// pick returns the place of a column and its cell. If several titles stand for the column, it uses
// the first by rank whose cell states something.
func (r *reading) pick(c Column) (place, string) {
	places := r.section.header.at[c]
	for i, p := range places {
		if p.index >= len(r.cells) {
			continue
		}
		if cell := r.cells[p.index]; i == len(places)-1 || !parse.StatesNothing(parse.Clean(cell)) {
			return p, cell
		}
	}
	if len(places) == 0 {
		return place{index: -1, title: string(c)}, ""
	}
	return places[0], places[0].in(r.cells)
}

// in returns the cell at a place; empty if the row is too short.
func (p place) in(cells []string) string {
	if p.index < 0 || p.index >= len(cells) {
		return ""
	}
	return cells[p.index]
}

// raw returns the cell of a column; empty if the register lacks it.
func (r *reading) raw(c Column) string {
	_, cell := r.pick(c)
	return sheet.Restored(parse.Unescaped(cell))
}

// cell returns the same on one line, or "" if it states nothing.
func (r *reading) cell(c Column) string {
	text := parse.Clean(r.raw(c))
	if parse.StatesNothing(text) {
		return ""
	}
	return text
}

// title returns the file's title of a column, or the column's own name if the file lacks it.
func (r *reading) title(c Column) string {
	p, _ := r.pick(c)
	return p.title
}

// note reports a cell that was not read as a value.
func (r *reading) note(c Column, reason string) {
	r.notes = append(r.notes, r.taken.at.noted(r.title(c), r.raw(c), reason, r.draft.contract.ID))
}

// evidence adds a cell as evidence for a field of the contract.
func (r *reading) evidence(field string, c Column) {
	r.draft.evidence = append(r.draft.evidence, &estate.Evidence{
		Subject: r.draft.contract.ID, Field: field, Value: personal.Masked(r.raw(c)), Source: r.sourceID(), Address: r.o.Address,
		AsOf: r.Report.AsOf, Confidence: estate.ConfidenceHigh, Row: r.taken.at.in(r.o.File),
	})
}

func (g *Register) sourceID() estate.ID {
	return estate.MakeID(estate.KindSource, "register-"+g.o.Borough.Slug)
}

// skipped returns why a row gives no contract, with the cell that shows it.
func (r *reading) skipped(c Column, reason string, fault bool) *skip {
	return &skip{column: r.title(c), value: r.raw(c), reason: reason, fault: fault}
}

// hide replaces a cell that must not be kept.
func (r *reading) hide(c Column, text string) {
	if p, _ := r.pick(c); p.index >= 0 && p.index < len(r.cells) {
		r.cells = slices.Clone(r.cells)
		r.cells[p.index] = text
	}
}

// date reads a date. why is empty if it was read.
func (r *reading) date(c Column, text string) (date estate.StatedDate, why string) {
	p, _ := r.pick(c)
	if d := r.section.days[p.index]; d != nil && parse.OrderOf(text) != parse.NoOrder {
		switch d.order {
		case noOrder:
			return "", "its column has the day first in some cells and the month first in others: none of its dates in figures is read"
		case monthFirst:
			text = parse.DayBeforeMonth(text)
		case dayFirst:
		}
	}
	if date, ok := parse.Date(text, r.table.epoch1904()); ok {
		return date, ""
	}
	return "", "it is not a date"
}

// apartOf returns the row's apart.
func (r *reading) apartOf() apart {
	return apart{estate.Fold(r.cell(colTitle)), parse.Clean(r.raw(colStart)), parse.Clean(r.raw(colEnd)), parse.Clean(r.raw(colValue)), parse.Clean(r.raw(colAnnual))}
}

// inUnit returns the cell of a column of lengths, with the unit from its title if the cell has
// none.
func (r *reading) inUnit(c Column) string {
	p, _ := r.pick(c)
	return parse.InUnit(r.cell(c), p.length)
}
