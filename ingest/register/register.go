// Package register reads a council's contract register into estate.Changes. Start with Open.
package register

import (
	"context"
	"io"
	"iter"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// partRows is how many rows one part of an import holds. It bounds the memory in use.
const partRows = 1000

// Open reads a file up to its header. If the file is not a register, it returns an INVALID error
// that says what the file is and what to do.
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
// time. A new supplier is in the first part that names it. If there is an error, nothing of the
// register may be applied.
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
		for drafts, err := range g.drafts(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
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

// drafts reads the rows of all sheets, in batches of the size of a part.
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
		// An exported register may have no rows, because the borough has no contracts.
		if g.Report.Read == 0 && !g.namesContracts() {
			yield(nil, estate.Invalidf("the file has a header at line %d and no row below it", g.Report.HeaderLine))
			return
		}
		yield(drafts, nil)
	}
}

// part looks up the suppliers of some drafts and returns the changes.
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
			if e.ID = estate.EvidenceID(e); !given[e.ID] { // a repeated text adds nothing
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

// sell sets a contract's suppliers, and adds new ones to the part, with the evidence for their
// numbers.
func (g *Register) sell(d *draft, part *estate.Changes) {
	c := d.contract
	if len(d.sellers) > 0 { // a withheld name does not hide those that are given
		c.SuppliersWithheld = false
	}
	for _, s := range d.sellers {
		id, given, doubt := g.match.Match(s)
		if given != nil { // once in a part, with everything that its rows say
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
