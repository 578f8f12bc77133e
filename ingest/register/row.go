package register

import (
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
)

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

// unread notes the parts of a row that could not be read: formulas without a stored result, and a
// row that the end of the file cuts off.
func (r *reading) unread() {
	for _, i := range r.unstored {
		if r.section.header.reads(i) {
			r.notes = append(r.notes, r.taken.at.noted(r.section.header.titles[i], "", "it is a formula whose result the file does not hold: open the workbook in a spreadsheet program and save it", r.draft.contract.ID))
		}
	}
	if r.unended && len(r.cells) < len(r.section.header.titles) {
		last := len(r.cells) - 1
		r.notes = append(r.notes, r.taken.at.noted(r.section.header.titles[last], r.cells[last], "the file ends here, within the row and without a line end: if it was cut short, so was this cell", r.draft.contract.ID))
	}
}

// identify checks whose the row is, and gives its contract an id: from the borough and the
// reference, else from the borough and the ocid, else from title, supplier and start. So the same
// row is the same contract next time.
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
	case c.Reference != r.cell(colReference): // two references that look alike once masked stay two contracts
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

// name adds the title, the reference and the ocid as evidence.
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
	if slices.ContainsFunc(names, func(name string) bool { return personal.IsPerson(name, false) }) {
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

// numbers gives the suppliers their identifiers, if it is clear which belongs to which.
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

// route reads how the contract was bought: the method and the framework.
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
