package register

import (
	"regexp"
	"slices"

	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
)

// buyer says whose a row is, by its columns of organisations.
type buyer int

const (
	buyerUnstated buyer = iota // the cells are empty, or there is no such column
	buyerNamed                 // the borough that was named, alone
	buyerShared                // that borough and others
	buyerOther                 // another borough, or another authority
	buyerUnclear               // a text that names no known body
)

// code matches a code of the Office for National Statistics for an area.
var code = regexp.MustCompile(`\b[ENSWK]\d{8}\b`)

// buyerOf returns whose a row is, with the column and the text that say so. A cell that names
// another buyer decides, because the register of one council is often published by another.
func (g *Register) buyerOf(s *section, cells []string) (b buyer, c Column, text string) {
	for _, column := range []Column{colOrganisation, colOrganisationC} {
		for _, p := range s.header.at[column] {
			cell := parse.Clean(parse.Unescaped(p.in(cells)))
			if parse.StatesNothing(cell) {
				continue
			}
			is := g.buyerIn(column, cell)
			if b == buyerUnstated || is == buyerOther || b == buyerUnclear && is != buyerUnclear {
				b, c, text = is, column, cell
			}
		}
	}
	return b, c, text
}

// buyerIn returns whose a row is by one cell.
func (g *Register) buyerIn(c Column, cell string) buyer {
	named := g.places.Among(cell)
	switch {
	case slices.Contains(named, g.o.Borough.ID) && len(named) > 1:
		return buyerShared
	case slices.Contains(named, g.o.Borough.ID):
		return buyerNamed
	case len(named) > 0, match.IsBody(cell), c == colOrganisationC && code.MatchString(cell):
		return buyerOther
	}
	return buyerUnclear
}

// place skips a row that is not the borough's.
func (r *reading) place() *skip {
	b, c, text := r.buyerOf(r.section, r.cells)
	switch {
	case b == buyerOther:
		return &skip{column: r.title(c), value: text, reason: "it is of another buyer than " + r.o.Borough.Name}
	case b == buyerUnstated && r.whose != "":
		return &skip{value: r.whose, reason: "it stands under the name of another buyer than " + r.o.Borough.Name}
	case r.mixed && (b == buyerUnstated || b == buyerUnclear):
		return &skip{column: r.title(c), reason: "the file has rows of several buyers, and this one does not say that it is of " + r.o.Borough.Name, fault: true}
	case b == buyerShared:
		r.note(c, "it names other boroughs too, which were not made parties")
	case b == buyerUnclear && c == colOrganisation && !r.byPeople(c):
		r.note(c, "it is not known as "+r.o.Borough.Name)
	}
	return nil
}

// byPeople reports whether a column of organisations can hold the names of people, because its
// title speaks of a buyer.
func (r *reading) byPeople(c Column) bool {
	return match.RunOf(foldTitle(r.title(c)), []string{"buyer", "purchaser"}) != ""
}

// under returns the other buyer that a line with a single cell names as a heading. known is false
// if it names none.
func (g *Register) under(text string) (whose string, known bool) {
	named := g.places.Among(text)
	switch {
	case slices.Contains(named, g.o.Borough.ID):
		return "", true
	case len(named) > 0 && len(text) < 80, match.IsCouncil(text) && len(text) < 80:
		return text, true
	}
	return "", false
}

// notPlaces are words in the title of a column that names boroughs but does not say whose a row is.
var notPlaces = []string{"area", "ward", "location", "address", "site", "place", "served", "delivery", "supplier", "region"}

// promote uses a column with an unknown title as that of the organisation, if nearly all its cells
// name boroughs.
func (s *section) promote(named, filled map[int]int) {
	if s.header.has(colOrganisation) || s.header.has(colOrganisationC) {
		return
	}
	for i, title := range s.header.titles {
		if filled[i] == 0 || named[i]*5 < filled[i]*4 || match.RunOf(foldTitle(title), notPlaces) != "" {
			continue
		}
		s.header.at[colOrganisation] = []place{{index: i, title: title}}
		s.header.unread = slices.DeleteFunc(s.header.unread, func(t string) bool { return t == title })
		return
	}
}
