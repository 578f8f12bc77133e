package register

import (
	"context"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
)

// choose finds the sheet with the register, and the other sheets with the same heading.
func (g *Register) choose(ctx context.Context) error {
	var names []string
	samples := map[string][]row{}
	hidden := map[string]func(int) bool{}
	best, most := "", -1
	for _, name := range g.table.sheets() {
		if err := ctx.Err(); err != nil {
			return err
		}
		sample, hides, err := g.sample(name)
		if err != nil {
			return err
		}
		names, samples[name], hidden[name] = append(names, name), sample, hides
		if s := g.o.Map.score(sample, hides); s > most {
			best, most = name, s
		}
	}
	if g.chooseForm(best, samples[best]) {
		g.Report.Form = g.table.form([]string{best})
		return nil
	}
	h, after := g.o.Map.find(samples[best], hidden[best])
	if h == nil {
		return estate.Invalidf("no header was found in the first %d rows: a register has a column for the reference or the title of a contract and one for what is known of it; --map FILE says which titles stand for which columns", headerRows)
	}
	var read []string
	for _, name := range names {
		other, n := g.o.Map.find(samples[name], hidden[name])
		switch why := g.apart(name, best, h, other, samples[name], n); {
		case why == "":
			read = append(read, name)
			g.leaves = append(g.leaves, &leaf{name: name, after: n, sections: []*section{{header: other, line: other.line}}})
		case len(samples[name]) > 0:
			g.Report.Sheets = append(g.Report.Sheets, UnreadSheet{name, why})
		}
	}
	if len(g.leaves) == 0 {
		return estate.Invalidf("the sheet %q is %s", best, g.Report.Sheets[0].Reason)
	}
	g.Report.Form = g.table.form(read)
	g.key, g.read = h.title(colReference), g.registerRow
	g.source = &estate.Source{
		ID: estate.MakeID(estate.KindSource, "register-"+g.o.Borough.Slug), Name: "Contracts register of " + g.o.Borough.Name, Kind: "register",
	}
	above := samples[best][:after-h.depth]
	if err := g.ofAnother(above); err != nil {
		return err
	}
	g.describe(g.leaves[0].sections[0].header, above)
	return g.mapped(h)
}

// sample reads the first rows of a sheet.
func (g *Register) sample(name string) ([]row, func(int) bool, error) {
	r, err := g.table.open(name)
	if err != nil {
		return nil, nil, err
	}
	defer r.close()
	var sample []row
	for len(sample) < sampleRows {
		next, err := r.next()
		if _, bad := errors.AsType[*rowError](err); bad {
			continue
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		next.cells = slices.Clone(next.cells)
		sample = append(sample, next)
	}
	return sample, r.hidden, nil
}

// chooseForm reads a file as the export of a portal, if it is one.
func (g *Register) chooseForm(sheet string, sample []row) bool {
	for i, r := range sample[:min(len(sample), headerRows)] {
		switch {
		case isPortal(r.cells):
			g.portal, g.read, g.key = newPortal(r.cells), g.portalRow, portalOCID
		case isSearch(r.cells):
			g.search, g.read, g.key = newSearch(r.cells), g.searchRow, "Notice Identifier"
		default:
			continue
		}
		g.Report.HeaderLine = r.line
		g.source = &estate.Source{ID: contractsFinder, Name: "Contracts Finder", Kind: "notice", Licence: "OGL v3"}
		whole := &header{line: r.line, depth: 1, titles: slices.Clone(r.cells), at: map[Column][]place{}}
		g.leaves = []*leaf{{name: sheet, after: i + 1, sections: []*section{{header: whole, line: r.line, export: true}}}}
		return true
	}
	return false
}

// planned matches the name of a sheet of planned purchases.
var planned = regexp.MustCompile(`(?i)\b(pipeline|forward plan|procurement plan|planned|forthcoming|future|upcoming)\b`)

// apart returns why a sheet is not read together with the best one, or "" if it is.
func (g *Register) apart(name, best string, h, other *header, sample []row, after int) string {
	if id := g.places.Find(name); name != "" && id != "" && id != g.o.Borough.ID {
		return "of another borough than " + g.o.Borough.Name
	}
	switch {
	case name == best:
		return ""
	case other == nil:
		return "without a header of a register"
	case planned.MatchString(name):
		return "of what is not bought yet, by its name"
	case !slices.ContainsFunc(sample[after:], other.hasData):
		return "without a row that has a date or an amount"
	case !sameColumns(h, other):
		return "under another heading than the sheet that is read: import it by itself, saved as CSV"
	}
	return ""
}

// sameColumns reports whether one of two headers has all columns of the other, and at least three.
func sameColumns(a, b *header) bool {
	if len(a.at) < len(b.at) {
		a, b = b, a
	}
	for c := range b.at {
		if !a.has(c) {
			return false
		}
	}
	return len(b.at) > 2
}

// describe adds what the header says to the report.
func (g *Register) describe(h *header, above []row) {
	g.Report.HeaderLine, g.Report.People = h.line, h.people
	for c, places := range h.at {
		var titles []string
		for _, p := range places {
			titles = append(titles, p.title)
		}
		g.Report.Columns[c] = strings.Join(titles, ", else ")
	}
	g.Report.Unread = append(g.Report.Unread, h.unread...)
	if g.Report.AsOf == "" {
		g.Report.AsOf = g.dateIn(above)
	}
}

var (
	writtenDate = regexp.MustCompile(`(?i)\b(\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(\d{1,2}(st|nd|rd|th)? )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4})\b`)
	asAt        = regexp.MustCompile(`(?i)\b(as at|as of|correct at|correct as|date|dated|updated|published|extracted|position)\b`)
)

// dateIn returns the only date above a header, or "" if there is none or several. A workbook stores
// a date as a number, which counts if its row says what it is.
func (g *Register) dateIn(above []row) estate.StatedDate {
	var found estate.StatedDate
	for _, r := range above {
		labelled := slices.ContainsFunc(r.cells, asAt.MatchString)
		for _, cell := range cleaned(r.cells) {
			texts := writtenDate.FindAllString(cell, -1)
			if labelled && parse.IsSerial(cell) {
				texts = []string{cell}
			}
			for _, text := range texts {
				d, ok := parse.Date(text, g.table.epoch1904())
				if !ok || found != "" && found != d {
					return ""
				}
				found = d
			}
		}
	}
	return found
}

// ofAnother returns an error if the file names another borough above its header than the one that
// was given.
func (g *Register) ofAnother(above []row) error {
	ours, other := false, ""
	for _, r := range above {
		for _, cell := range cleaned(r.cells) {
			for _, named := range g.places.In(cell) {
				ours = ours || named == g.o.Borough.ID
				if named != g.o.Borough.ID {
					other = cell
				}
			}
			ours = ours || match.Holds(estate.Fold(cell), estate.Fold(g.o.Borough.Name))
			if other == "" && match.IsCouncil(cell) && len(g.places.In(cell)) == 0 {
				other = cell
			}
		}
	}
	switch {
	case other == "":
		return nil
	case ours && len(g.places.In(other)) > 0:
		g.mixed = true
		return nil
	case ours:
		return nil
	}
	return estate.Invalidf("the file says above its header %q, and not that it is of %s: give the borough whose register it is with --borough", other, g.o.Borough.Name)
}

// mapped returns an error if the map names a title that the file lacks.
func (g *Register) mapped(h *header) error {
	for title := range g.o.Map {
		if !slices.ContainsFunc(h.titles, func(t string) bool { return estate.Fold(t) == title }) {
			return estate.Invalidf("the map names the title %q, which the file lacks: it has %s", title, strings.Join(h.titles, ", "))
		}
	}
	return nil
}
