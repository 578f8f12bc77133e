package register

import (
	"fmt"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
	"boroughgraph/ingest/report"
	"boroughgraph/sheet"
)

// reading is one row of a register on its way to a contract.
type reading struct {
	*Register
	line  int
	cells []string
	draft *draft
	notes []RowEntry
}

// raw is the cell of a column; empty where the register lacks it.
func (r *reading) raw(c Column) string {
	i, ok := r.header.at[c]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return sheet.Restored(r.cells[i])
}

// cell is the same on one line; empty where it states nothing.
func (r *reading) cell(c Column) string {
	text := parse.Clean(r.raw(c))
	if parse.StatesNothing(text) {
		return ""
	}
	return text
}

// title is what the file calls a column; the column's own name where it lacks it.
func (h *header) title(c Column) string {
	if i, ok := h.at[c]; ok {
		return h.titles[i]
	}
	return string(c)
}

// note reports a cell that was not read as a value.
func (r *reading) note(c Column, reason string) {
	r.notes = append(r.notes, RowEntry{
		Line: r.line, Column: r.header.title(c), Value: personal.Masked(r.raw(c)), Reason: reason, Disposition: report.Noted, Contract: r.draft.contract.ID,
	})
}

// evidence keeps a cell as what a field of the contract stands on.
func (r *reading) evidence(field string, c Column) {
	r.draft.evidence = append(r.draft.evidence, &estate.Evidence{
		Subject: r.draft.contract.ID, Field: field, Value: personal.Masked(r.raw(c)), Source: r.sourceID(), Address: r.o.Address,
		AsOf: r.Report.AsOf, Confidence: estate.ConfidenceHigh, Row: fmt.Sprintf("%s:%d", r.o.File, r.line),
	})
}

func (g *Register) sourceID() estate.ID {
	return estate.MakeID(estate.KindSource, "register-"+g.o.Borough.Slug)
}

// skipped is why a row gives no contract, with the cell that tells.
func (r *reading) skipped(c Column, reason string, fault bool) *skip {
	return &skip{column: r.header.title(c), value: r.raw(c), reason: reason, fault: fault}
}

// row reads one row of a register.
func (g *Register) row(line int, cells []string) (*found, *skip) {
	if f, left, handled := g.graphRow(line, cells); handled {
		return f, left
	}
	if why := g.noContract(cells); why != "" {
		return nil, &skip{reason: why}
	}
	r := &reading{Register: g, line: line, cells: cells, draft: &draft{line: line, contract: &estate.Contract{
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
	r.draft.apart = match.Fingerprint(r.raw(colTitle), r.raw(colStart), r.raw(colEnd), r.raw(colValue))
	entries := append([]RowEntry{{Line: line, Reason: reason, Disposition: report.Used, Contract: r.draft.contract.ID}}, r.notes...)
	return &found{[]*draft{r.draft}, entries, suggestions}, nil
}

// noContract is why a row is none of the register's contracts: empty lines, headers on each
// page, totals and notes stand between them.
func (g *Register) noContract(cells []string) string {
	filled, first, same := 0, "", true
	for i, cell := range cells {
		text := parse.Clean(cell)
		if text != "" {
			if filled++; first == "" {
				first = text
			}
		}
		if i < len(g.header.titles) && text != g.header.titles[i] && g.header.titles[i] != "a column about people" {
			same = false
		}
	}
	total := match.RunOf(estate.Fold(first), []string{"total", "totals", "grand total", "subtotal", "sub total"})
	switch {
	case filled == 0:
		return "the row is empty"
	case same && filled > 1:
		return "it is the header again"
	case strings.HasPrefix(estate.Fold(first), total) && total != "" && g.totals(cells):
		return "it is a row of totals"
	case filled == 1 && len(g.header.at) > 3:
		return "it has a single cell: a note, or the title of a section"
	}
	return ""
}

// totals reports whether a row that begins with "total" lacks what a contract would have: a reference and a
// title, or a supplier.
func (g *Register) totals(cells []string) bool {
	has := func(c Column) bool {
		i, ok := g.header.at[c]
		return ok && i < len(cells) && parse.Clean(cells[i]) != ""
	}
	return !has(colSupplier) && (!has(colReference) || !has(colTitle))
}

// identify checks whose the row is and names its contract: by the borough and the reference; where there is
// none, by the borough and the ocid, else by title, supplier and start, so that the same row is the same contract next time.
func (r *reading) identify() *skip {
	c := r.draft.contract
	c.Title, c.Reference = personal.Masked(r.cell(colTitle)), personal.Masked(r.cell(colReference))
	if ocid := r.cell(colOCID); parse.OCID.MatchString(ocid) {
		c.OCID = ocid
	}
	if c.Title == "" && c.Reference == "" {
		return r.skipped(colTitle, "it has neither a title nor a reference", true)
	}
	key := match.KeyText(c.Reference)
	switch {
	case key != "":
	case c.OCID != "":
		key = c.OCID
	default:
		key = "~" + match.Fingerprint(estate.Fold(c.Title), estate.FoldSupplierName(r.cell(colSupplier)), estate.Fold(r.raw(colStart)))
	}
	c.ID = estate.MakeID(estate.KindContract, r.o.Borough.Slug+"/"+key)
	if left := r.place(); left != nil {
		return left
	}
	switch kind := estate.Fold(r.cell(colType)); {
	case strings.Contains(kind, "framework") && !strings.Contains(kind, "call off"), strings.Contains(kind, "dynamic purchasing"):
		return r.skipped(colType, "it sets up a framework and buys nothing", false)
	case strings.Contains(kind, "grant"):
		return r.skipped(colType, "it is a grant and no purchase", false)
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

// place holds the row's own organisation against the borough that was named.
func (r *reading) place() *skip {
	for _, c := range []Column{colOrganisation, colOrganisationC} {
		text := r.cell(c)
		if text == "" {
			continue
		}
		switch whose := r.places.Find(text); {
		case whose == r.o.Borough.ID:
			return nil
		case whose != "":
			return r.skipped(c, "it is of another borough than "+r.o.Borough.Name, true)
		case c == colOrganisation && !match.Holds(estate.Fold(text), estate.Fold(r.o.Borough.Name)):
			r.note(c, "it is not known as "+r.o.Borough.Name)
		}
	}
	return nil
}

// relevance is why the row counts as technology, and the systems that its title seems to name.
func (r *reading) relevance() (string, []match.Suggestion, *skip) {
	c := r.draft.contract
	codes, left := parse.CPV(r.raw(colCPV))
	suggestions := r.o.Systems.In(c.Title, r.cell(colSupplier))
	for i := range suggestions {
		suggestions[i].Line, suggestions[i].Contract = r.line, c.ID
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
	if estate.Fold(cell) == "" {
		if r.raw(colSupplier) != "" {
			r.note(colSupplier, "it names no supplier")
		}
		return
	}
	names := splitSuppliers(r.raw(colSupplier))
	kept := slices.ContainsFunc(names, match.KeptBack)
	if slices.ContainsFunc(names, personal.Person.MatchString) {
		kept = true
		r.cells = slices.Clone(r.cells)
		r.cells[r.header.at[colSupplier]] = "[a person]"
	}
	r.evidence("suppliers", colSupplier)
	if kept {
		r.draft.contract.SuppliersWithheld = true
		r.note(colSupplier, "the name is kept back, or is a person's")
		return
	}
	for _, name := range names {
		if !parse.StatesNothing(name) {
			r.draft.sellers = append(r.draft.sellers, match.Seller{Name: personal.Masked(name)})
		}
	}
	r.numbers()
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

// identifiersIn are the identifiers in a cell of a column.
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
