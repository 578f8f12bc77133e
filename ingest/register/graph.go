package register

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
	"boroughgraph/sheet"
)

// A register that was exported from the graph names each contract by its id there. Such a row is
// read twice: as it is in the file, and as an export would write it today. Where the two readings
// agree, the contract stays as it is, even if a spreadsheet has reformatted the cells. Where they
// differ, the file's value is imported with evidence. An empty cell states nothing, and fields for
// which a register has no column stay as they are.

// heldPage is how many contracts one statement reads.
const heldPage = 1000

// hold reads the borough's contracts from the store, if the register names contracts by their ids.
func (g *Register) hold(ctx context.Context) error {
	if !g.namesContracts() {
		return nil
	}
	g.held = map[estate.ID]sheet.Entry{}
	graph := *g
	graph.written = &section{header: ColumnMap(nil).header(0, slices.Clone(sheet.Columns), func(int) bool { return false })}
	g.graph = &graph
	// No term is asked for, so the day does not matter.
	whose, f := []estate.ID{g.o.Borough.ID}, estate.ContractFilter{AsOf: estate.MaxDate}
	for w := estate.FirstPage(heldPage); ; {
		pages, err := g.o.Known.ContractsOf(ctx, whose, f, estate.ContractsByTitle, w)
		if err != nil {
			return err
		}
		page := pages[g.o.Borough.ID]
		var sellers []estate.ID
		for _, r := range page.Rows {
			for _, s := range r.Row.Suppliers {
				sellers = append(sellers, s.Supplier)
			}
			w.After = r.Key
		}
		suppliers, err := g.o.Known.SuppliersByID(ctx, sellers)
		if err != nil {
			return err
		}
		for _, r := range page.Rows {
			g.held[r.Row.ID] = sheet.Entry{Contract: r.Row, Borough: g.o.Borough, Suppliers: suppliers}
		}
		if !page.HasNextPage {
			return nil
		}
	}
}

// namesContracts reports whether the register has a column with the ids of contracts.
func (g *Register) namesContracts() bool {
	return g.leaves[0].sections[0].header.has(colGraphID)
}

// graphRow reads a row that names a contract of the borough in the graph. handled is false if it
// names none.
func (g *Register) graphRow(t taken) (f *found, left *skip, handled bool) {
	r := &reading{Register: g, taken: t, draft: &draft{at: t.at}}
	entry, held := g.held[estate.ID(r.cell(colGraphID))]
	if !held {
		return nil, nil, false
	}
	if left := r.again(entry.Contract.ID); left != nil {
		return nil, left, true
	}
	written := taken{row: row{line: t.line, cells: entry.Row()}, at: t.at, section: g.graph.written}
	was := &reading{Register: g.graph, taken: written, draft: &draft{}}
	// The stored contract is valid, even where a register's rules differ.
	_ = was.again(entry.Contract.ID)
	return r.merge(entry, was), nil, true
}

// again reads a row as a statement about the contract that it names.
func (r *reading) again(id estate.ID) *skip {
	r.draft.contract = &estate.Contract{
		ID: id, Title: personal.Masked(r.cell(colTitle)), Reference: personal.Masked(r.cell(colReference)), OCID: r.cell(colOCID),
	}
	r.draft.contract.CPV, _ = parse.CPV(r.raw(colCPV))
	r.evidence("title", colTitle)
	r.evidence("reference", colReference)
	r.evidence("ocid", colOCID)
	r.evidence("cpv", colCPV)
	r.supply()
	if left := r.dates(); left != nil {
		return left
	}
	r.extend()
	r.value()
	r.route()
	return nil
}

// registerFields are the fields of a contract for which a register has columns, by the name of
// their evidence. said returns what a row states; the zero value states nothing. take sets the
// field of a contract.
var registerFields = []struct {
	name string
	said func(d *draft) any
	take func(c *estate.Contract, d *draft)
}{
	{"title", func(d *draft) any { return d.contract.Title }, func(c *estate.Contract, d *draft) { c.Title = d.contract.Title }},
	{"reference", func(d *draft) any { return d.contract.Reference }, func(c *estate.Contract, d *draft) { c.Reference = d.contract.Reference }},
	{"ocid", func(d *draft) any { return parse.OCID.FindString(d.contract.OCID) }, func(c *estate.Contract, d *draft) { c.OCID = d.contract.OCID }},
	{"cpv", func(d *draft) any { return d.contract.CPV }, func(c *estate.Contract, d *draft) { c.CPV = d.contract.CPV }},
	{"startDate", func(d *draft) any { return d.contract.StartDate }, func(c *estate.Contract, d *draft) {
		c.StartDate, c.StartDerived = d.contract.StartDate, false
	}},
	{"endDate", func(d *draft) any { return saidEnd{d.contract.EndDate, d.contract.Rolling} }, func(c *estate.Contract, d *draft) {
		c.EndDate, c.Rolling, c.EndDerived = d.contract.EndDate, d.contract.Rolling, false
	}},
	{"termMonths", func(d *draft) any { return d.contract.TermMonths }, func(c *estate.Contract, d *draft) { c.TermMonths = d.contract.TermMonths }},
	{"maxExtentDate", func(d *draft) any { return d.contract.MaxExtentDate }, func(c *estate.Contract, d *draft) { c.MaxExtentDate = d.contract.MaxExtentDate }},
	{"extensions", func(d *draft) any { return d.contract.Extensions }, func(c *estate.Contract, d *draft) { c.Extensions = d.contract.Extensions }},
	{"value", func(d *draft) any { return d.contract.Value }, func(c *estate.Contract, d *draft) { c.Value = d.contract.Value }},
	{"method", func(d *draft) any { return d.contract.Method }, func(c *estate.Contract, d *draft) { c.Method = d.contract.Method }},
	{"framework", func(d *draft) any { return d.contract.Framework }, func(c *estate.Contract, d *draft) {
		c.Framework, c.CalledOff = d.contract.Framework, ""
	}},
	{"suppliers", func(d *draft) any { return saidSellers{strings.Join(d.names(), "\n"), d.contract.SuppliersWithheld} }, func(c *estate.Contract, d *draft) {
		c.Suppliers, c.SuppliersWithheld = nil, d.contract.SuppliersWithheld
	}},
}

// saidEnd and saidSellers are a row's statements about a contract's end and its suppliers.
type (
	saidEnd struct {
		on      estate.StatedDate
		rolling bool
	}
	saidSellers struct {
		names    string
		withheld bool
	}
)

// merge returns the stored contract, updated with each field that the file states differently from
// what an export would write.
func (r *reading) merge(entry sheet.Entry, was *reading) *found {
	c := *entry.Contract
	var changed []string
	for _, field := range registerFields {
		said := field.said(r.draft)
		if !reflect.ValueOf(said).IsZero() && !reflect.DeepEqual(said, field.said(was.draft)) {
			field.take(&c, r.draft)
			changed = append(changed, field.name)
		}
	}
	d := &draft{at: r.taken.at, contract: &c}
	for _, e := range r.draft.evidence {
		if slices.Contains(changed, e.Field) {
			d.evidence = append(d.evidence, e)
		}
	}
	reason := "it says what the graph holds"
	if len(changed) > 0 {
		reason = "the graph's contract, with its own " + strings.Join(changed, ", ")
	}
	if slices.Contains(changed, "suppliers") {
		d.sellers = r.draft.sellers
	}
	entries := []RowEntry{r.taken.at.used(reason, c.ID)}
	for _, note := range r.notes {
		if !slices.ContainsFunc(was.notes, func(n RowEntry) bool { return n.Value == note.Value && n.Reason == note.Reason }) {
			entries = append(entries, note)
		}
	}
	return &found{drafts: []*draft{d}, entries: entries}
}
