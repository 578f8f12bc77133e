// Package register turns a council's contract register into estate.Changes. Start with Open.
package register

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/sheet"
)

// Options say whose register a file is and how it is read.
type Options struct {
	File     string            // its name without a folder: evidence and the report name it
	Borough  *estate.Borough   // whose register it is
	Boroughs []*estate.Borough // all of them, to recognise rows of others
	Known    Known             // the suppliers and contracts that the store holds
	Renamed  estate.Renamed    // what was confirmed to be something else
	Systems  match.Systems     // the systems that the store holds, for suggestions
	Map      ColumnMap         // titles that the table does not know
	AsOf     estate.StatedDate // the day the register is of; empty: the date above its header, if there is one
	Address  string            // where the register is published; empty is not known
	All      bool              // take every contract, not only those of technology
	Progress func(rows int)    // called now and then with the number of rows read; nil is never
}

// Known are the reads of what the store holds already.
type Known interface {
	match.SupplierReads
	ContractReads
}

// partRows is how many rows become one part: what is in memory at a time.
const partRows = 1000

// Register is a council's contract register that is being read: the LGA's 38 columns, what councils
// make of them, or the export of a notice portal in its place. The file is read twice, one row at a
// time: first for what only all rows together can say (survey.go), then for the contracts, which are
// handed on in parts. docs/import.md has all forms that cells are read in.
type Register struct {
	Report *Report // complete once Parts has ended

	o        Options
	table    table
	leaves   []*leaf // the sheets that are read
	read     func(taken) (*found, *skip)
	portal   portal
	search   search
	key      string         // the title of the column that names a contract
	source   *estate.Source // until it is handed on
	origin   *estate.Source
	places   match.Places
	match    *match.Suppliers
	seen     map[estate.ID]seen
	joined   map[estate.ID]bool // contracts of others that a row was taken for
	repeated map[string]*group  // rows that are read together, by what they have in common
	settled  map[spot]settled   // rows that were read with an earlier one
	mixed    bool               // the file has rows of other buyers
	// held are the borough's contracts in the graph, where the register names them by their ids. graph
	// reads the rows that an export would write of them.
	held    map[estate.ID]sheet.Entry
	graph   *Register
	written *section           // of graph: the columns that an export writes
	proven  map[estate.ID]bool // evidence about suppliers that an earlier row gave: one stands in many rows
}

// leaf is a sheet that is read, and the tables in it.
type leaf struct {
	name     string
	after    int // rows up to the end of its first header
	sections []*section
}

// section is one table: a header and the rows below it.
type section struct {
	header *header
	line   int           // of its header
	others int           // cells of unknown columns that name other boroughs
	days   map[int]*days // the orders of days and months in its columns of dates
	export bool          // of a portal: its rows are read as they stand
	barren bool          // it is a table of something else than contracts
}

// spot is where a row stands.
type spot struct {
	sheet string // empty unless several are read
	line  int
}

// seen is where a contract was read.
type seen struct {
	at  spot
	row string // the fingerprint of the row
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
	at       spot
	contract *estate.Contract
	evidence []*estate.Evidence
	sellers  []match.Seller
	apart    apart
}

// Open reads a file up to its header. A file that is no register is an INVALID error that says what
// it is and what to do instead.
func Open(ctx context.Context, file io.ReadSeeker, o Options) (*Register, error) {
	t, err := openTable(ctx, file, func(rows []row) int { return o.Map.score(rows, func(int) bool { return false }) })
	if err != nil {
		return nil, err
	}
	g := &Register{
		Report: &Report{File: o.File, AsOf: o.AsOf, Columns: map[Column]string{}, Unread: []string{}, Rows: []RowEntry{}, Suggestions: []match.Suggestion{}},
		o:      o, table: t, places: match.NewPlaces(o.Boroughs), match: match.NewSuppliers(o.Known, o.Renamed),
		seen: map[estate.ID]seen{}, joined: map[estate.ID]bool{}, proven: map[estate.ID]bool{}, repeated: map[string]*group{}, settled: map[spot]settled{},
	}
	if err := g.choose(ctx); err != nil {
		t.close()
		return nil, err
	}
	g.origin = g.source
	return g, nil
}

// Parts returns the contracts of the register with their suppliers and evidence, some rows at a
// time. A new supplier is in the part that names it first. After an error nothing of the register
// may be used.
func (g *Register) Parts(ctx context.Context) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		defer g.table.close()
		err := g.hold(ctx)
		if err == nil {
			err = g.survey(ctx)
		}
		if err != nil {
			yield(nil, err)
			return
		}
		var drafts []*draft
		for some, err := range g.drafts(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			drafts = some
			part, err := g.part(ctx, drafts)
			if err != nil {
				yield(nil, err)
				return
			}
			if g.o.Progress != nil {
				g.o.Progress(g.Report.Read)
			}
			if len(part.Contracts) > 0 && !yield(part, nil) {
				return
			}
		}
	}
}

// drafts reads the rows of all sheets, a part's worth at a time.
func (g *Register) drafts(ctx context.Context) iter.Seq2[[]*draft, error] {
	return func(yield func([]*draft, error) bool) {
		var drafts []*draft
		rows := 0
		for r, err := range g.each(ctx, false) {
			if err != nil {
				yield(nil, err)
				return
			}
			drafts = append(drafts, g.take(r)...)
			if rows++; rows%partRows == 0 {
				if !yield(drafts, nil) {
					return
				}
				drafts = nil
			}
		}
		if g.Report.Read == 0 && !g.namesContracts() { // an exported one can be of a borough without contracts
			yield(nil, estate.Invalidf("the file has a header at line %d and no row below it", g.Report.HeaderLine))
			return
		}
		yield(drafts, nil)
	}
}

// each reads the rows below the headers. A row that cannot be taken apart has a reason.
func (g *Register) each(ctx context.Context, surveying bool) iter.Seq2[taken, error] {
	return func(yield func(taken, error) bool) {
		for _, l := range g.leaves {
			if err := g.eachOf(ctx, l, surveying, yield); err != nil {
				if !errors.Is(err, errEnough) {
					yield(taken{}, err)
				}
				return
			}
		}
	}
}

var errEnough = errors.New("no more rows are wanted")

// taken is a row on its way to a contract, with the table it stands in.
type taken struct {
	row
	at      spot
	of      spot // the row of the contract that it carries on; its own otherwise
	section *section
	kind    rowKind
	reason  string // why it is no contract, or cannot be taken apart
	whose   string // the title of the borough that it stands under, if that is another one
	// leastSupplier is the least of the suppliers, folded, of the rows that are read together.
	leastSupplier string
}

// eachOf reads the rows of one sheet.
func (g *Register) eachOf(ctx context.Context, l *leaf, surveying bool, yield func(taken, error) bool) error {
	rows, err := g.table.open(l.name)
	if err != nil {
		return err
	}
	defer rows.close()
	f := follower{Register: g, leaf: l, surveying: surveying}
	width := len(l.sections[0].header.titles)
	for n := 0; ; n++ {
		if n == l.after {
			rows.expect(width)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := rows.next()
		bad, unread := errors.AsType[*rowError](err)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case unread:
			r.line = bad.line
		case err != nil:
			return err
		}
		if n < l.after {
			continue
		}
		at := spot{line: r.line}
		if len(g.leaves) > 1 {
			at.sheet = l.name
		}
		t := f.follow(r, at)
		if unread {
			t.kind, t.reason = rowBroken, bad.reason
		}
		if !yield(t, nil) {
			return errEnough
		}
	}
}

// part looks up the suppliers of some drafts and makes the changes.
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

// sell puts the suppliers into a contract, and the new ones with the evidence for their numbers into
// the changes.
func (g *Register) sell(d *draft, part *estate.Changes) {
	c := d.contract
	if len(d.sellers) > 0 { // a withheld name does not hide those that are named
		c.SuppliersWithheld = false
	}
	for _, s := range d.sellers {
		id, given, doubt := g.match.Match(s)
		if given != nil { // once in a part, with all that its rows say
			part.Suppliers = slices.DeleteFunc(part.Suppliers, func(s *estate.Supplier) bool { return s.ID == id })
			part.Suppliers = append(part.Suppliers, given)
		}
		if doubt != "" {
			g.Report.add(d.at.noted(string(colSupplier), s.Name, doubt, c.ID))
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

// mapped returns the error of a map that names a title which the file lacks.
func (g *Register) mapped(h *header) error {
	for title := range g.o.Map {
		if !slices.ContainsFunc(h.titles, func(t string) bool { return estate.Fold(t) == title }) {
			return estate.Invalidf("the map names the title %q, which the file lacks: it has %s", title, strings.Join(h.titles, ", "))
		}
	}
	return nil
}

func (at spot) String() string {
	if at.sheet == "" {
		return fmt.Sprintf("line %d", at.line)
	}
	return fmt.Sprintf("line %d of the sheet %q", at.line, at.sheet)
}
