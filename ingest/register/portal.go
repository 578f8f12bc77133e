package register

import (
	"fmt"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
)

// A notice portal's own CSV has one release per row, with columns such as "releases/0/awards/0/id".
// Contracts Finder offers it, and a council may hand it over in place of a register. A row is read
// for its awards whatever its tag says, because tags and awards contradict each other there.
// Tenders are notices, which `import ocds` reads.

func newPortal(cells []string) portal {
	p := portal{}
	for i, path := range cells {
		p[path] = i
	}
	return p
}

// has reports whether the file has a column for a path.
func (p portal) has(path string) bool {
	_, ok := p[path]
	return ok
}

// portalRow is one row of such a file.
type portalRow struct {
	*Register
	taken
}

func (r *portalRow) cell(path string) string {
	if i, ok := r.portal[path]; ok && i < len(r.cells) {
		return parse.Clean(r.cells[i])
	}
	return ""
}

// portalRow reads one row of such a file and returns a contract for each award.
func (g *Register) portalRow(t taken) (*found, *skip) {
	r := &portalRow{g, t}
	if n, _ := filledIn(t.cells); n == 0 {
		return nil, &skip{reason: "the row is empty"}
	}
	ocid, title := r.cell(portalOCID), personal.Masked(r.cell(release+"tender/title"))
	if !parse.OCID.MatchString(ocid) {
		return nil, &skip{portalOCID, ocid, "it is not an ocid", true}
	}
	if buyer := r.cell(portalBuyer); g.places.Find(buyer) != g.o.Borough.ID {
		return nil, &skip{portalBuyer, buyer, "it is of another buyer than " + g.o.Borough.Name, false}
	}
	var codes []string
	for i := 0; g.portal.has(r.item(i, "id")); i++ {
		code, _ := parse.CPV(r.cell(r.item(i, "id")))
		for _, c := range code {
			if !slices.Contains(codes, c) {
				codes = append(codes, c)
			}
		}
	}
	suggestions := g.o.Systems.In(title, r.cell(release+"awards/0/suppliers/0/name"))
	reason := match.Relevance{CPV: codes, Title: title, Description: r.cell(release + "tender/description"), Suggestions: suggestions}.Reason()
	if reason == "" && !g.o.All {
		return nil, &skip{release + "tender/title", title, "nothing says that it is technology: --all takes every contract", false}
	}
	var drafts []*draft
	for i := 0; g.portal.has(fmt.Sprintf("%sawards/%d/id", release, i)); i++ {
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
		suggestions[i].Line, suggestions[i].Contract = t.line, id
	}
	return &found{drafts, []RowEntry{t.at.used(reason, id)}, suggestions}, nil
}

func (r *portalRow) item(i int, field string) string {
	return fmt.Sprintf("%stender/items/%d/classification/%s", release, i, field)
}

// award reads the award at a path. It returns nil if there is none, or if it came to nothing.
func (r *portalRow) award(path, ocid, title string, codes []string) (*draft, *skip) {
	award := r.cell(path + "id")
	if status := r.cell(path + "status"); award == "" || status != "" && status != "active" {
		return nil, nil
	}
	d := &draft{at: r.taken.at, contract: &estate.Contract{
		ID: estate.MakeID(estate.KindContract, ocid+"/"+match.KeyText(award)), OCID: ocid, Title: title, Stage: estate.StageSigned,
		Parties: []estate.ContractParty{{Borough: r.o.Borough.ID}}, Systems: []estate.ID{}, Services: []estate.ID{},
		CPV: codes, Method: personal.Masked(r.cell(release + "tender/procurementMethodDetails")),
	}}
	c := d.contract
	c.StartDate, _ = parse.Date(r.cell(path+"contractPeriod/startDate"), false)
	c.EndDate, _ = parse.Date(r.cell(path+"contractPeriod/endDate"), false)
	if c.StartDate != "" && c.EndDate != "" && c.EndDate < c.StartDate {
		return nil, &skip{path + "contractPeriod/endDate", r.cell(path + "contractPeriod/endDate"), "it ends before its start, " + string(c.StartDate), true}
	}
	if v, why := parse.Money(r.cell(path+"value/amount"), ""); why == "" && v.MaxPence > 0 && r.cell(path+"value/currency") == "GBP" {
		c.Value = &v
	}
	for i := 0; r.portal.has(fmt.Sprintf("%ssuppliers/%d/name", path, i)); i++ {
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
	case parse.StatesNothing(name):
		return
	case match.KeptBack(name), personal.IsPerson(name, r.cell(path+"identifier/scheme") == "GB-COH" && r.cell(path+"identifier/id") != ""):
		d.contract.SuppliersWithheld = true
		return
	}
	s := match.Seller{Name: personal.Masked(name), Stated: personal.Masked(r.cell(path + "identifier/id"))}
	switch r.cell(path + "identifier/scheme") {
	case "GB-COH":
		s.Identifiers = parse.Identifiers("GB-COH", r.cell(path+"identifier/id"))
	case "GB-CHC":
		s.Identifiers = parse.Identifiers("GB-CHC", r.cell(path+"identifier/id"))
	}
	d.sellers = append(d.sellers, s)
	r.evidence(d, "suppliers", name)
}

// evidence adds a cell of the notice as evidence for a field.
func (r *portalRow) evidence(d *draft, field, value string) {
	if value == "" {
		return
	}
	day, _ := parse.Date(r.cell("publishedDate"), false)
	d.evidence = append(d.evidence, &estate.Evidence{
		Subject: d.contract.ID, Field: field, Value: personal.Masked(value), Source: contractsFinder, Address: r.cell("uri"),
		AsOf: day, Confidence: estate.ConfidenceHigh, Row: r.taken.at.in(r.o.File),
	})
}
