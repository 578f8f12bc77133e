// Package register turns a council's contract register into estate.Changes. Start with Open.
package register

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
	"boroughgraph/ingest/report"
	"boroughgraph/sheet"
)

// Options say whose register a file is and how it is read.
type Options struct {
	File     string            // its name without a folder: evidence and the report name it
	Borough  *estate.Borough   // whose register it is
	Boroughs []*estate.Borough // all of them, to tell a row of another one
	Known    Known             // the suppliers and contracts that the store holds
	Renamed  estate.Renamed    // what was confirmed to be something else
	Systems  match.Systems     // the systems that it holds, for suggestions
	Map      ColumnMap         // titles that the table does not know
	AsOf     estate.StatedDate // the day the register is of; empty: the date above its header, if there is one
	Address  string            // where the register is published; empty is not known
	All      bool              // take every contract, not only those of technology
	Progress func(rows int)    // told now and then how many rows were read; nil is nobody
}

// Known are the reads of what is known already.
type Known interface {
	match.SupplierReads
	ContractReads
}

// partRows is how many rows become one part: what is in memory at a time.
const partRows = 1000

// Register is a council's contract register that is being read: the LGA's 38 columns, what
// councils make of them, or the export of a notice portal in its place. Rows are read one
// at a time and handed on in parts. docs/import.md has all forms that cells are read in.
type Register struct {
	Report *Report // complete once Parts has ended

	o      Options
	table  table
	read   func(line int, cells []string) (*found, *skip)
	header *header
	portal portal
	key    string         // the title of the column that names a contract
	source *estate.Source // until it is handed on
	origin *estate.Source
	places match.Places
	match  *match.Suppliers
	seen   map[estate.ID]seen
	joined map[estate.ID]bool // contracts of others that a row was taken for
	// held are the borough's contracts in the graph, where the register names them by their ids; graph
	// reads the rows that an export would write of them.
	held    map[estate.ID]sheet.Entry
	graph   *Register
	proven  map[estate.ID]bool // evidence on suppliers that an earlier row gave: one stands in many rows
	carried *draft             // the last contract read: the next row may name one more supplier of it
	short   bool               // the last row has fewer cells than the header
}

// seen is where a contract was read.
type seen struct {
	line int
	row  string // the fingerprint of the row
}

// skip is why a row gives no contract.
type skip struct {
	column, value, reason string
	fault                 bool
}

// found is what a row gives: contracts, and what the report says if they are new.
type found struct {
	drafts      []*draft
	entries     []RowEntry // the row itself first
	suggestions []match.Suggestion
}

// draft is a contract whose suppliers have not been looked up yet.
type draft struct {
	line     int
	contract *estate.Contract
	evidence []*estate.Evidence
	sellers  []match.Seller
	apart    string // what differs between two contracts of one reference
}

// Open reads a file up to its header. A file that is no register is an INVALID error
// that says what it is and what to do instead.
func Open(ctx context.Context, file io.ReadSeeker, o Options) (*Register, error) {
	t, err := openTable(ctx, file, o.Map.score)
	if err != nil {
		return nil, err
	}
	g := &Register{
		Report: &Report{File: o.File, Form: t.form(), AsOf: o.AsOf, Columns: map[Column]string{}, Unread: []string{}, Rows: []RowEntry{}, Suggestions: []match.Suggestion{}},
		o:      o, table: t, places: match.NewPlaces(o.Boroughs), match: match.NewSuppliers(o.Known, o.Renamed),
		seen: map[estate.ID]seen{}, joined: map[estate.ID]bool{}, proven: map[estate.ID]bool{},
	}
	if err := g.findHeader(); err != nil {
		t.close()
		return nil, err
	}
	g.origin = g.source
	return g, nil
}

// findHeader reads the best header among the first rows: the file is read from the row after
// it. Two rows that could be headers are rare, and then the first is.
func (g *Register) findHeader() error {
	var above []string
	for range headerRows {
		line, cells, err := g.table.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if _, bad := errors.AsType[*rowError](err); bad {
			continue
		}
		if err != nil {
			return err
		}
		if isPortal(cells) {
			g.portal, g.read, g.key = newPortal(cells), g.portalRow, portalOCID
			g.Report.HeaderLine = line
			g.source = &estate.Source{ID: "Source:contracts-finder", Name: "Contracts Finder", Kind: "notice", Licence: "OGL v3"}
			return nil
		}
		if h := g.o.Map.read(line, cells); h.fits() > 0 {
			g.header, g.read, g.key = h, g.row, h.title(colReference)
			g.source = &estate.Source{
				ID: estate.MakeID(estate.KindSource, "register-"+g.o.Borough.Slug), Name: "Contracts register of " + g.o.Borough.Name, Kind: "register",
			}
			g.describe(above)
			return g.mapped()
		}
		above = append(above, cells...)
	}
	return estate.Invalidf("no header was found in the first %d rows: a register has a column for the reference or the title of a contract and one for what is known of it; --map FILE says which titles stand for which columns", headerRows)
}

// describe puts what the header says into the report.
func (g *Register) describe(above []string) {
	g.Report.HeaderLine, g.Report.People = g.header.line, g.header.people
	for c, i := range g.header.at {
		g.Report.Columns[c] = g.header.titles[i]
	}
	g.Report.Unread = append(g.Report.Unread, g.header.unread...)
	if g.Report.AsOf == "" {
		g.Report.AsOf = dateIn(above)
	}
}

// mapped is the error of a map that names a title which the file lacks.
func (g *Register) mapped() error {
	for title := range g.o.Map {
		if !slices.ContainsFunc(g.header.titles, func(t string) bool { return estate.Fold(t) == title }) {
			return estate.Invalidf("the map names the title %q, which the file lacks: it has %s", title, strings.Join(g.header.titles, ", "))
		}
	}
	return nil
}

var writtenDate = regexp.MustCompile(`(?i)\b(\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(\d{1,2}(st|nd|rd|th)? )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4})\b`)

// dateIn is the one date that stands above a header; empty if there is none, or several.
func dateIn(above []string) estate.StatedDate {
	var found estate.StatedDate
	for _, cell := range above {
		for _, text := range writtenDate.FindAllString(parse.Clean(cell), -1) {
			d, ok := parse.Date(text, false)
			if !ok || found != "" && found != d {
				return ""
			}
			found = d
		}
	}
	return found
}

// Parts are the contracts of the register with their suppliers and evidence, some rows at a time. A
// supplier that nobody knew is in the part that names it first. An error ends it, and then
// nothing of the register may be used.
func (g *Register) Parts(ctx context.Context) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		defer g.table.close()
		if err := g.hold(ctx); err != nil {
			yield(nil, err)
			return
		}
		for {
			drafts, err := g.some(ctx)
			if err != nil && !errors.Is(err, io.EOF) {
				yield(nil, err)
				return
			}
			ended := err != nil
			part, err := g.part(ctx, drafts)
			if err != nil {
				yield(nil, err)
				return
			}
			if g.o.Progress != nil {
				g.o.Progress(g.Report.Read)
			}
			if len(part.Contracts) > 0 && !yield(part, nil) || ended {
				return
			}
		}
	}
}

// some reads rows up to a part's worth, or to the end with io.EOF.
func (g *Register) some(ctx context.Context) ([]*draft, error) {
	var drafts []*draft
	if g.carried != nil {
		drafts = append(drafts, g.carried)
	}
	for range partRows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		line, cells, err := g.table.next()
		if bad, ok := errors.AsType[*rowError](err); ok {
			g.short = false
			g.Report.add(RowEntry{Line: bad.line, Reason: bad.reason, Disposition: report.Skipped, Fault: true})
			continue
		}
		if errors.Is(err, io.EOF) {
			return drafts, g.whole()
		}
		if err != nil {
			return nil, err
		}
		g.short = g.header != nil && len(cells) < len(g.header.titles)
		drafts = append(drafts, g.take(line, cells)...)
	}
	g.carried = nil
	if n := len(drafts); n > 0 {
		g.carried, drafts = drafts[n-1], drafts[:n-1]
	}
	return drafts, nil
}

// whole is io.EOF, unless the file was cut short or has no rows.
func (g *Register) whole() error {
	switch {
	case g.short && g.table.cut():
		return estate.Invalidf("the file ends in the middle of its last row: it seems cut short")
	case g.Report.Read == 0 && !g.namesContracts(): // an exported one can be of a borough without contracts
		return estate.Invalidf("the file has a header at line %d and no row below it", g.Report.HeaderLine)
	}
	return io.EOF
}

// take accounts for one row and gives its contracts, but for those already read.
func (g *Register) take(line int, cells []string) []*draft {
	f, left := g.read(line, cells)
	var fresh []*draft
	if left == nil {
		fresh, left = g.once(line, match.Fingerprint(cells...), f)
	}
	if left != nil {
		g.Report.add(RowEntry{Line: line, Column: left.column, Value: personal.Masked(left.value), Reason: left.reason, Disposition: report.Skipped, Fault: left.fault})
	}
	return fresh
}

// once leaves out contracts that an earlier row gave. A row right after it that differs in the
// supplier alone names one more supplier of the same contract.
func (g *Register) once(line int, row string, f *found) ([]*draft, *skip) {
	var fresh []*draft
	var before seen
	for _, d := range f.drafts {
		was, twice := g.seen[d.contract.ID]
		if twice {
			before = was
			continue
		}
		g.seen[d.contract.ID] = seen{line, row}
		fresh = append(fresh, d)
	}
	if len(fresh) > 0 {
		g.carried = fresh[len(fresh)-1]
		for _, e := range f.entries {
			g.Report.add(e)
		}
		g.Report.Suggestions = append(g.Report.Suggestions, f.suggestions...)
		return fresh, nil
	}
	d := f.drafts[0]
	switch {
	case before.row == row:
		return nil, &skip{reason: fmt.Sprintf("it repeats the row of line %d", before.line)}
	case g.carried != nil && g.carried.contract.ID == d.contract.ID && g.carried.apart == d.apart:
		g.carried.join(d)
		g.Report.add(RowEntry{Line: line, Reason: fmt.Sprintf("one more supplier of the contract of line %d", before.line), Disposition: report.Used, Contract: d.contract.ID})
		return nil, nil
	}
	return nil, &skip{column: g.key, value: d.contract.ID.Key(), reason: fmt.Sprintf("line %d has the same reference and says something else", before.line), fault: true}
}

// join adds another row's suppliers and what they stand on.
func (d *draft) join(other *draft) {
	d.sellers = append(d.sellers, other.sellers...)
	for _, e := range other.evidence {
		if e.Field == "suppliers" {
			d.evidence = append(d.evidence, e)
		}
	}
}

// part looks the suppliers of some drafts up and makes the changes.
func (g *Register) part(ctx context.Context, drafts []*draft) (*estate.Changes, error) {
	var sellers []match.Seller
	for _, d := range drafts {
		sellers = append(sellers, d.sellers...)
	}
	if err := g.match.Learn(ctx, sellers); err != nil {
		return nil, err
	}
	known, err := learn(ctx, g.o.Known, drafts, g.o.Renamed)
	if err != nil {
		return nil, err
	}
	g.join(drafts, known)
	part := &estate.Changes{}
	given := map[estate.ID]bool{}
	for _, d := range drafts {
		g.sell(d, part)
		for _, e := range d.evidence {
			if e.ID = estate.EvidenceID(e); !given[e.ID] { // the same text twice says nothing more
				given[e.ID] = true
				part.Evidence = append(part.Evidence, e)
			}
		}
		contract, corrected := g.settle(d, known)
		part.Contracts, part.Removed = append(part.Contracts, contract), append(part.Removed, corrected...)
	}
	if len(part.Evidence) > 0 && g.source != nil {
		part.Sources, g.source = []*estate.Source{g.source}, nil
	}
	return part, nil
}

// sell puts the suppliers into a contract, those who are new into the changes, and keeps what their numbers stand on.
func (g *Register) sell(d *draft, part *estate.Changes) {
	c := d.contract
	if len(d.sellers) > 0 { // one that is kept back does not hide those that are named
		c.SuppliersWithheld = false
	}
	for _, s := range d.sellers {
		id, given, doubt := g.match.Match(s)
		if given != nil { // once in a part, with all that its rows say
			part.Suppliers = slices.DeleteFunc(part.Suppliers, func(s *estate.Supplier) bool { return s.ID == id })
			part.Suppliers = append(part.Suppliers, given)
		}
		if doubt != "" {
			g.Report.add(RowEntry{Line: d.line, Column: string(colSupplier), Value: s.Name, Reason: doubt, Disposition: report.Noted, Contract: c.ID})
		}
		if !slices.ContainsFunc(c.Suppliers, func(has estate.ContractSupplier) bool { return has.Supplier == id }) {
			c.Suppliers = append(c.Suppliers, estate.ContractSupplier{Supplier: id, SignedAs: s.Name})
		}
		if len(s.Identifiers) > 0 && len(d.evidence) > 0 {
			e := *d.evidence[0]
			e.Subject, e.Field, e.Value = id, "identifiers", s.Stated
			if e.ID = estate.EvidenceID(&e); !g.proven[e.ID] {
				g.proven[e.ID] = true
				part.Evidence = append(part.Evidence, &e)
			}
		}
	}
}
