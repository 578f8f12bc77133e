package ingest

import (
	"fmt"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// A notice portal's own CSV, a release flattened to a row of "releases/0/awards/0/id" and the like, which a
// council may hand over in place of a register. Contracts Finder has it. A row is used for its awards, whatever
// its tag says; tenders are notices, which `import ocds` takes.

const (
	release     = "releases/0/"
	portalOCID  = release + "ocid"
	portalBuyer = release + "buyer/name"
)

// isPortal reports whether a row is the header of such a file.
func isPortal(cells []string) bool {
	return slices.Contains(cells, portalOCID) && slices.Contains(cells, portalBuyer)
}

// portal is where each path stands.
type portal map[string]int

func newPortal(cells []string) portal {
	p := portal{}
	for i, path := range cells {
		p[path] = i
	}
	return p
}

// portalRow is one row of such a file.
type portalRow struct {
	*Register
	line  int
	cells []string
}

func (r *portalRow) cell(path string) string {
	if i, ok := r.portal[path]; ok && i < len(r.cells) {
		return clean(r.cells[i])
	}
	return ""
}

// portalRow reads one row of such a file: a contract for each award.
func (g *Register) portalRow(line int, cells []string) (*found, *skip) {
	r := &portalRow{g, line, cells}
	if !slices.ContainsFunc(cells, func(cell string) bool { return clean(cell) != "" }) {
		return nil, &skip{reason: "the row is empty"}
	}
	ocid, title := r.cell(portalOCID), masked(r.cell(release+"tender/title"))
	if !ocidForm.MatchString(ocid) {
		return nil, &skip{portalOCID, ocid, "it is not an ocid", true}
	}
	if buyer := r.cell(portalBuyer); g.places.find(buyer) != g.o.Borough.ID {
		return nil, &skip{portalBuyer, buyer, "it is of another buyer than " + g.o.Borough.Name, false}
	}
	var codes []string
	for i := 0; known(g.portal, r.item(i, "id")); i++ {
		code, _ := parseCPV(r.cell(r.item(i, "id")))
		for _, c := range code {
			if !slices.Contains(codes, c) {
				codes = append(codes, c)
			}
		}
	}
	suggestions := g.o.Systems.in(title, r.cell(release+"awards/0/suppliers/0/name"))
	reason := relevance{codes, nil, title, r.cell(release + "tender/description"), suggestions}.reason()
	if reason == "" && !g.o.All {
		return nil, &skip{release + "tender/title", title, "nothing says that it is technology: --all takes every contract", false}
	}
	var drafts []*draft
	for i := 0; known(g.portal, fmt.Sprintf("%sawards/%d/id", release, i)); i++ {
		d, left := r.award(fmt.Sprintf("%sawards/%d/", release, i), ocid, title, codes)
		if left != nil {
			return nil, left
		}
		if d != nil {
			drafts = append(drafts, d)
		}
	}
	if len(drafts) == 0 {
		return nil, &skip{release + "awards/0/id", "", "no award stands in it: `import ocds` takes tenders and plans", false}
	}
	if reason == "" {
		reason = "every contract is taken"
	}
	id := drafts[0].contract.ID
	for i := range suggestions {
		suggestions[i].Line, suggestions[i].Contract = line, id
	}
	return &found{drafts, []RowEntry{{Line: line, Reason: reason, Disposition: RowUsed, Contract: id}}, suggestions}, nil
}

func (r *portalRow) item(i int, field string) string {
	return fmt.Sprintf("%stender/items/%d/classification/%s", release, i, field)
}

// award reads the award at a path; nil where there is none, or where it came to nothing.
func (r *portalRow) award(path, ocid, title string, codes []string) (*draft, *skip) {
	award := r.cell(path + "id")
	if status := r.cell(path + "status"); award == "" || status != "" && status != "active" {
		return nil, nil
	}
	d := &draft{line: r.line, apart: award, contract: &estate.Contract{
		ID: estate.MakeID(estate.KindContract, ocid+"/"+keyText(award)), OCID: ocid, Title: title, Stage: estate.StageSigned,
		Parties: []estate.ContractParty{{Borough: r.o.Borough.ID}}, Systems: []estate.ID{}, Services: []estate.ID{},
		CPV: codes, Method: masked(r.cell(release + "tender/procurementMethodDetails")),
	}}
	c := d.contract
	c.StartDate, _ = parseDate(r.cell(path+"contractPeriod/startDate"), false)
	c.EndDate, _ = parseDate(r.cell(path+"contractPeriod/endDate"), false)
	if c.StartDate != "" && c.EndDate != "" && c.EndDate < c.StartDate {
		return nil, &skip{path + "contractPeriod/endDate", r.cell(path + "contractPeriod/endDate"), "it ends before its start, " + string(c.StartDate), true}
	}
	if v, why := parseMoney(r.cell(path + "value/amount")); why == "" && v.MaxPence > 0 && r.cell(path+"value/currency") == "GBP" {
		c.Value = &v
	}
	for i := 0; known(r.portal, fmt.Sprintf("%ssuppliers/%d/name", path, i)); i++ {
		r.seller(d, fmt.Sprintf("%ssuppliers/%d/", path, i))
	}
	for _, stated := range []struct{ field, path string }{
		{"ocid", portalOCID},
		{"title", release + "tender/title"},
		{"startDate", path + "contractPeriod/startDate"},
		{"endDate", path + "contractPeriod/endDate"},
		{"value", path + "value/amount"},
		{"method", release + "tender/procurementMethodDetails"},
	} {
		r.evidence(d, stated.field, r.cell(stated.path))
	}
	r.evidence(d, "cpv", strings.Join(codes, ", "))
	return d, nil
}

// seller adds one supplier of an award.
func (r *portalRow) seller(d *draft, path string) {
	name := r.cell(path + "name")
	switch {
	case statesNothing(name):
		return
	case keptBack(name), person.MatchString(name):
		d.contract.SuppliersWithheld = true
		return
	}
	s := seller{name: masked(name), stated: masked(r.cell(path + "identifier/id"))}
	switch r.cell(path + "identifier/scheme") {
	case "GB-COH":
		s.identifiers = identifiersIn(colCompany, r.cell(path+"identifier/id"))
	case "GB-CHC":
		s.identifiers = identifiersIn(colCharity, r.cell(path+"identifier/id"))
	}
	d.sellers = append(d.sellers, s)
	r.evidence(d, "suppliers", name)
}

// evidence keeps a cell of the notice as what a field stands on.
func (r *portalRow) evidence(d *draft, field, value string) {
	if value == "" {
		return
	}
	day, _ := parseDate(r.cell("publishedDate"), false)
	d.evidence = append(d.evidence, &estate.Evidence{
		Subject: d.contract.ID, Field: field, Value: masked(value), Source: "Source:contracts-finder", Address: r.cell("uri"),
		AsOf: day, Confidence: estate.ConfidenceHigh, Row: fmt.Sprintf("%s:%d", r.o.File, r.line),
	})
}
