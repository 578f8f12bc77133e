package register

import (
	"fmt"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
	"boroughgraph/sheet"
)

// reading is one row of a register on its way to a contract.
type reading struct {
	*Register
	taken
	draft *draft
	notes []RowEntry
}

// pick returns where a column stands, and its cell. Where several titles stand for the column, it is
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

// in returns the cell of a place; empty where a row is too short.
func (p place) in(cells []string) string {
	if p.index < 0 || p.index >= len(cells) {
		return ""
	}
	return cells[p.index]
}

// raw returns the cell of a column; empty where the register lacks it.
func (r *reading) raw(c Column) string {
	_, cell := r.pick(c)
	return sheet.Restored(parse.Unescaped(cell))
}

// cell returns the same on one line; empty where it states nothing.
func (r *reading) cell(c Column) string {
	text := parse.Clean(r.raw(c))
	if parse.StatesNothing(text) {
		return ""
	}
	return text
}

// title returns what the file calls a column, and the column's own name where it lacks it.
func (r *reading) title(c Column) string {
	p, _ := r.pick(c)
	return p.title
}

// note reports a cell that was not read as a value.
func (r *reading) note(c Column, reason string) {
	r.notes = append(r.notes, r.taken.at.noted(r.title(c), r.raw(c), reason, r.draft.contract.ID))
}

// evidence keeps a cell as what a field of the contract stands on.
func (r *reading) evidence(field string, c Column) {
	r.draft.evidence = append(r.draft.evidence, &estate.Evidence{
		Subject: r.draft.contract.ID, Field: field, Value: personal.Masked(r.raw(c)), Source: r.sourceID(), Address: r.o.Address,
		AsOf: r.Report.AsOf, Confidence: estate.ConfidenceHigh, Row: r.taken.at.in(r.o.File),
	})
}

// in names a row of a file: "register.csv:12".
func (at spot) in(file string) string {
	if at.sheet == "" {
		return fmt.Sprintf("%s:%d", file, at.line)
	}
	return fmt.Sprintf("%s:%s:%d", file, at.sheet, at.line)
}

func (g *Register) sourceID() estate.ID {
	return estate.MakeID(estate.KindSource, "register-"+g.o.Borough.Slug)
}

// skipped returns why a row gives no contract, with the cell that tells.
func (r *reading) skipped(c Column, reason string, fault bool) *skip {
	return &skip{column: r.title(c), value: r.raw(c), reason: reason, fault: fault}
}

// registerRow reads one row of a register.
func (g *Register) registerRow(t taken) (*found, *skip) {
	if f, left, handled := g.graphRow(t); handled {
		return f, left
	}
	r := &reading{Register: g, taken: t, draft: &draft{at: t.at, contract: &estate.Contract{
		Stage: estate.StageSigned, Parties: []estate.ContractParty{{Borough: g.o.Borough.ID}}, Systems: []estate.ID{}, Services: []estate.ID{},
	}}}
	if left := r.identify(); left != nil {
		return nil, left
	}
	if r.cell(colGraphID) != "" {
		r.note(colGraphID, "the graph holds no such contract of this borough: the row is read as any other")
	}
	reason, suggestions, left := r.relevance()
	if left != nil {
		return nil, left
	}
	r.name()
	r.supply()
	if left := r.dates(); left != nil {
		return nil, left
	}
	r.extend()
	r.value()
	r.route()
	r.status()
	r.unread()
	r.draft.apart = r.apartOf()
	entries := append([]RowEntry{t.at.used(reason, r.draft.contract.ID)}, r.notes...)
	return &found{[]*draft{r.draft}, entries, suggestions}, nil
}

// unread notes what of a row could not be read at all: formulas without a result, and the end of a
// file without a line end in the middle of a row.
func (r *reading) unread() {
	for _, i := range r.unstored {
		for c, places := range r.section.header.at {
			if slices.ContainsFunc(places, func(p place) bool { return p.index == i }) {
				r.notes = append(r.notes, r.taken.at.noted(r.section.header.titles[i], "", "it is a formula whose result the file does not hold: open the workbook in a spreadsheet program and save it", r.draft.contract.ID))
				_ = c
			}
		}
	}
	if r.unended && len(r.cells) < len(r.section.header.titles) {
		last := len(r.cells) - 1
		r.notes = append(r.notes, r.taken.at.noted(r.section.header.titles[last], r.cells[last], "the file ends here, within the row and without a line end: if it was cut short, so was this cell", r.draft.contract.ID))
	}
}

// identify checks whose the row is and names its contract: by the borough and the reference; where
// there is none, by the borough and the ocid, else by title, supplier and start, so that the same row
// is the same contract next time.
func (r *reading) identify() *skip {
	c := r.draft.contract
	c.Title, c.Reference = personal.Masked(r.cell(colTitle)), personal.Masked(r.cell(colReference))
	if ocid := r.cell(colOCID); parse.OCID.MatchString(ocid) {
		c.OCID = ocid
	}
	if c.Title == "" && c.Reference == "" {
		return r.skipped(colTitle, "it has neither a title nor a reference", true)
	}
	supplier := estate.FoldSupplierName(r.cell(colSupplier))
	if r.leastSupplier != "" {
		supplier = r.leastSupplier
	}
	key := match.KeyText(c.Reference)
	switch {
	case c.Reference != r.cell(colReference): // two that are masked alike stay two
		key = "~" + match.Fingerprint(r.cell(colReference))
	case key != "":
	case c.OCID != "":
		key = c.OCID
	default:
		key = "~" + match.Fingerprint(estate.Fold(c.Title), supplier, estate.Fold(r.raw(colStart)))
	}
	c.ID = estate.MakeID(estate.KindContract, r.o.Borough.Slug+"/"+key)
	if left := r.place(); left != nil {
		return left
	}
	if why := noPurchase(r.cell(colType)); why != "" {
		return r.skipped(colType, why, false)
	}
	if why := notBought(r.cell(colStatus)); why != "" {
		return r.skipped(colStatus, why, false)
	}
	return nil
}

// name keeps what the contract is called by as evidence.
func (r *reading) name() {
	c := r.draft.contract
	if c.Title != "" {
		r.evidence("title", colTitle)
	}
	if c.Reference != "" {
		r.evidence("reference", colReference)
	} else {
		r.note(colReference, "it has no reference: title, supplier and start name it")
	}
	if c.OCID != "" {
		r.evidence("ocid", colOCID)
	} else if r.cell(colOCID) != "" {
		r.note(colOCID, "it is not an ocid")
	}
}

// relevance returns why the row counts as technology, and the systems that its title seems to name.
func (r *reading) relevance() (string, []match.Suggestion, *skip) {
	c := r.draft.contract
	codes, left := parse.CPV(r.raw(colCPV))
	suggestions := r.o.Systems.In(c.Title, r.cell(colSupplier))
	for i := range suggestions {
		suggestions[i].Sheet, suggestions[i].Line, suggestions[i].Contract = r.taken.at.sheet, r.line, c.ID
	}
	var categories []string
	for _, column := range []Column{colUnit, colService, colCategory, colCPVLabel, colProclass} {
		categories = append(categories, r.cell(column))
	}
	reason := match.Relevance{CPV: codes, Categories: categories, Title: c.Title, Description: r.cell(colDescription), Suggestions: suggestions}.Reason()
	if reason == "" {
		if !r.o.All {
			return "", nil, r.skipped(colTitle, "nothing says that it is technology: --all takes every contract", false)
		}
		reason = "every contract is taken"
	}
	if c.CPV = codes; len(codes) > 0 {
		r.evidence("cpv", colCPV)
	}
	if len(left) > 0 {
		r.note(colCPV, "not CPV codes of eight digits: "+strings.Join(left, ", "))
	}
	return reason, suggestions, nil
}

// supply reads the suppliers.
func (r *reading) supply() {
	cell := r.cell(colSupplier)
	if parse.Clean(r.raw(colSupplier)) == "" {
		return
	}
	names, why := suppliersIn(r.raw(colSupplier))
	if slices.ContainsFunc(names, personal.Person.MatchString) {
		r.hide(colSupplier, "[a person]")
		names, why = nil, supplierWithheld
	}
	if cell != "" {
		r.evidence("suppliers", colSupplier)
	}
	if why != "" {
		r.draft.contract.SuppliersWithheld = why == supplierWithheld
		r.note(colSupplier, why)
		return
	}
	for _, name := range names {
		r.draft.sellers = append(r.draft.sellers, match.Seller{Name: personal.Masked(name)})
	}
	r.numbers()
}

// hide puts a text in place of a cell that is not to be kept.
func (r *reading) hide(c Column, text string) {
	if p, _ := r.pick(c); p.index >= 0 && p.index < len(r.cells) {
		r.cells = slices.Clone(r.cells)
		r.cells[p.index] = text
	}
}

// numbers gives the suppliers their identifiers, where it is plain whose each is.
func (r *reading) numbers() {
	sellers := r.draft.sellers
	for _, c := range []Column{colCompany, colCharity, colOtherID} {
		if r.cell(c) == "" {
			continue
		}
		parts := parse.Words(strings.ReplaceAll(r.raw(c), "\n", ";"))
		if len(sellers) == 1 {
			parts = []string{r.cell(c)}
		}
		if len(parts) != len(sellers) {
			r.note(c, "it is not plain whose number it is")
			continue
		}
		for i, part := range parts {
			ids := identifiersIn(c, part)
			if len(ids) == 0 && !parse.StatesNothing(part) && estate.Fold(part) != "no" {
				r.note(c, "it is not a number that identifies a supplier")
			}
			if len(ids) > 0 {
				sellers[i].Identifiers = append(sellers[i].Identifiers, ids...)
				sellers[i].Stated = strings.TrimPrefix(sellers[i].Stated+"; "+personal.Masked(part), "; ")
			}
		}
	}
}

// identifiersIn returns the identifiers in a cell of a column.
func identifiersIn(c Column, cell string) []estate.Identifier {
	switch c {
	case colCompany:
		return parse.Identifiers("GB-COH", cell)
	case colCharity:
		return parse.Identifiers("GB-CHC", cell)
	case colOtherID:
		return parse.Identifiers("GB-PPON", cell)
	default:
		return nil
	}
}

// route reads how the contract was bought.
func (r *reading) route() {
	c := r.draft.contract
	if c.Method = personal.Masked(r.cell(colProcess)); c.Method != "" {
		r.evidence("method", colProcess)
	}
	if text := r.cell(colFramework); !slices.Contains([]string{"", "no", "yes", "y", "n"}, estate.Fold(text)) {
		c.Framework = personal.Masked(text)
		r.evidence("framework", colFramework)
	}
}
