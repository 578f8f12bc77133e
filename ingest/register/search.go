package register

import (
	"regexp"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
)

// The CSV that Contracts Finder offers for a search, which a council may hand over in place of a
// register. Each row is a notice, and is used if a contract was awarded. One cell has all suppliers
// as [Name|Address|Ref type|Ref number|Is SME|Is VCSE]. Addresses are never read, because the
// address of a sole trader is personal data.

func newSearch(cells []string) search {
	s := search{}
	for i, cell := range cells {
		title := estate.Fold(cell)
		if strings.HasPrefix(title, searchSuppliers) {
			title = searchSuppliers
		}
		if _, twice := s[title]; !twice {
			s[title] = i
		}
	}
	return s
}

// searchRow is one row of such a file.
type searchRow struct {
	*Register
	taken
	draft *draft
}

// raw returns the first non-empty cell of some titles.
func (r *searchRow) raw(titles ...string) string {
	for _, title := range titles {
		if i, ok := r.search[title]; ok && i < len(r.cells) {
			if cell := parse.Unescaped(r.cells[i]); !parse.StatesNothing(parse.Clean(cell)) {
				return cell
			}
		}
	}
	return ""
}

func (r *searchRow) cell(titles ...string) string { return parse.Clean(r.raw(titles...)) }

// searchRow reads one row of such a file.
func (g *Register) searchRow(t taken) (*found, *skip) {
	if n, _ := filledIn(t.cells); n == 0 {
		return nil, &skip{reason: "the row is empty"}
	}
	c := &estate.Contract{Stage: estate.StageSigned, Parties: []estate.ContractParty{{Borough: g.o.Borough.ID}}, Systems: []estate.ID{}, Services: []estate.ID{}}
	r := &searchRow{g, t, &draft{at: t.at, contract: c}}
	c.Title, c.Reference = personal.Masked(r.cell("title")), personal.Masked(r.cell("notice identifier"))
	if c.Reference == "" {
		return nil, &skip{column: "Notice Identifier", reason: "it has no identifier", fault: true}
	}
	if buyer := r.cell("organisation name"); g.places.Find(buyer) != g.o.Borough.ID {
		return nil, &skip{column: "Organisation Name", value: buyer, reason: "it is of another buyer than " + g.o.Borough.Name}
	}
	if !r.awarded() {
		return nil, &skip{column: "Status", value: r.cell("status"), reason: "nothing was awarded yet: `import ocds` takes tenders and plans"}
	}
	c.ID = estate.MakeID(estate.KindContract, g.o.Borough.Slug+"/"+match.KeyText(c.Reference))
	c.CPV, _ = parse.CPV(r.raw("cpv codes", "cpv code"))
	r.suppliers()
	suggestions := g.o.Systems.In(c.Title, strings.Join(r.draft.names(), " "))
	for i := range suggestions {
		suggestions[i].Sheet, suggestions[i].Line, suggestions[i].Contract = t.at.sheet, t.line, c.ID
	}
	reason := match.Relevance{CPV: c.CPV, Title: c.Title, Description: r.cell("description"), Suggestions: suggestions}.Reason()
	if reason == "" && !g.o.All {
		return nil, &skip{column: "Title", value: c.Title, reason: "nothing says that it is technology: --all takes every contract"}
	}
	if reason == "" {
		reason = "every contract is taken"
	}
	if left := r.read(); left != nil {
		return nil, left
	}
	r.draft.apart = apart{c.Title}
	return &found{[]*draft{r.draft}, []RowEntry{t.at.used(reason, c.ID)}, suggestions}, nil
}

// awarded reports whether the notice is about a completed purchase.
func (r *searchRow) awarded() bool {
	switch estate.Fold(r.cell("status")) {
	case "withdrawn", "cancelled", "canceled", "unsuccessful":
		return false
	case "awarded":
		return true
	}
	return r.cell("awarded date", "awarded value", searchSuppliers) != ""
}

// read reads dates and value, and adds the evidence.
func (r *searchRow) read() *skip {
	c := r.draft.contract
	start, end := r.cell("contract start date"), r.cell("contract end date")
	c.StartDate, _ = parse.Date(start, false)
	c.EndDate, _ = parse.Date(end, false)
	if c.StartDate != "" && c.EndDate != "" && c.EndDate.Last() < c.StartDate.First() {
		return &skip{"Contract end date", end, "it ends before its start, " + start, true}
	}
	value := r.cell("awarded value")
	if v, why := parse.Money(value, ""); why == "" && !placeholder(v) {
		c.Value = &v
	}
	for _, stated := range []struct{ field, value string }{
		{"title", c.Title},
		{"reference", c.Reference},
		{"startDate", start},
		{"endDate", end},
		{"value", value},
		{"cpv", strings.Join(c.CPV, ", ")},
		{"suppliers", strings.Join(r.draft.names(), "; ")},
	} {
		r.evidence(stated.field, stated.value)
	}
	return nil
}

func (r *searchRow) evidence(field, value string) {
	if value == "" {
		return
	}
	day, _ := parse.Date(r.cell("published date"), false)
	r.draft.evidence = append(r.draft.evidence, &estate.Evidence{
		Subject: r.draft.contract.ID, Field: field, Value: personal.Masked(value), Source: contractsFinder, Address: r.o.Address,
		AsOf: day, Confidence: estate.ConfidenceHigh, Row: r.taken.at.in(r.o.File),
	})
}

// inBrackets matches one supplier: its name, and the type and number of its reference.
var inBrackets = regexp.MustCompile(`(?s)\[([^|\[\]]*)((?:\|[^|\[\]]*)*)\]`)

// suppliers reads the cell with all suppliers.
func (r *searchRow) suppliers() {
	for _, m := range inBrackets.FindAllStringSubmatch(r.raw(searchSuppliers), -1) {
		name := strings.TrimRight(parse.Clean(m[1]), " ,;")
		switch {
		case namesNobody(name):
			continue
		case match.KeptBack(name), personal.IsPerson(name, false):
			r.draft.contract.SuppliersWithheld = true
			continue
		}
		s := match.Seller{Name: personal.Masked(name)}
		// Address, type and number follow an empty field.
		if fields := strings.Split(m[2], "|"); len(fields) > 3 {
			s.Stated = personal.Masked(fields[3])
			switch estate.Fold(fields[2]) {
			case "companies house", "companieshouse", "gb coh":
				s.Identifiers = parse.Identifiers("GB-COH", fields[3])
			case "charity commission", "charitycommission", "charity number", "charity commission number", "gb chc":
				s.Identifiers = parse.Identifiers("GB-CHC", parse.Clean(fields[3]))
			}
		}
		r.draft.sellers = append(r.draft.sellers, s)
	}
}
