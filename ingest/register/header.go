package register

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
	"boroughgraph/sheet"
)

// Column is a column of a contract register, by its name in the LGA's schema. The five at
// the end are not in the schema: four are found in real registers, one in those that `export register` writes. docs/import.md has this table.
type Column string

// The columns that are read.
const (
	colOrganisation  Column = "OrganisationLabel"
	colOrganisationC Column = "OrganisationURI"
	colReference     Column = "ContractReference"
	colOCID          Column = "OpenContractingID"
	colTitle         Column = "ContractTitle"
	colType          Column = "ContractType"
	colUnit          Column = "OrganisationalUnit"
	colService       Column = "ServiceCategoryLabel"
	colDescription   Column = "Description"
	colCategory      Column = "ProcurementCategory"
	colCPVLabel      Column = "CPVLabel"
	colCPV           Column = "CPVCode"
	colProclass      Column = "ProclassLabel"
	colStart         Column = "StartDate"
	colEnd           Column = "EndDate"
	colExtension     Column = "LastExtensionDate"
	colValue         Column = "ContractValue"
	colFixedCost     Column = "FixedCost"
	colSupplier      Column = "SupplierName"
	colCompany       Column = "CompaniesHouseRegistrationNumber"
	colCharity       Column = "CharityCommissionNumber"
	colOtherID       Column = "OtherSupplierID"
	colProcess       Column = "ProcessType"
	colAnnual        Column = "AnnualValue"
	colTerm          Column = "ContractTerm"
	colFramework     Column = "Framework"
	colVAT           Column = "VAT"
	colGraphID       Column = sheet.IDColumn
	// colIgnored is known and not read; colPersonal is about people and is never looked at.
	colIgnored  Column = "-"
	colPersonal Column = "ContactName"
)

// headers are the titles that a column goes by, folded: letters and digits in lower case,
// single spaces. A title is known if it is one of these; else by the longest of two words
// or more that it holds.
var headers = []struct {
	column Column
	titles []string
}{
	{colOrganisation, []string{"organisationlabel", "organisation", "organisation name", "organisation label", "authority", "council", "local authority", "publisher", "contracting authority", "publisher label"}},
	{colOrganisationC, []string{"organisationuri", "organisation code", "organisation uri", "ons code", "gss code", "publisher uri"}},
	{colReference, []string{"contractreference", "contract reference", "contract reference number", "contract reference number id", "contract ref", "contract ref no", "contract ref number", "contract id", "contract number", "contract no", "reference", "reference number", "ref", "ref no", "ref number", "unique reference", "unique id", "agreement reference"}},
	{colOCID, []string{"opencontractingid", "open contracting id", "ocid"}},
	{colTitle, []string{"contracttitle", "contract title", "title of the agreement", "title of agreement", "agreement title", "contract name", "title", "project title", "name of contract"}},
	{colType, []string{"contracttype", "contract type", "type of contract", "agreement type"}},
	{colUnit, []string{"organisationalunit", "local authority directorate service responsible", "local authority department responsible", "directorate", "department", "directorate service responsible", "service responsible", "organisational unit", "service area", "responsible department", "directorate service", "business unit"}},
	{colService, []string{"servicecategorylabel", "service category label", "service category"}},
	{colDescription, []string{"description", "description of goods and services", "description of the goods and or services", "description of goods and or services", "description of goods or services being provided", "contract description", "scope"}},
	{colCategory, []string{"procurementcategory", "procurement category", "procurement classification councils procurement category label", "category", "contract category", "category name", "spend category"}},
	{colCPVLabel, []string{"cpvlabel", "procurement classification cpv label", "cpv label", "cpv description"}},
	{colCPV, []string{"cpvcode", "procurement classification cpv code", "cpv code", "cpv codes", "cpv code s", "cpv"}},
	{colProclass, []string{"proclasslabel", "procurement classification proclass label", "proclass label", "proclass", "proclass description"}},
	{colStart, []string{"startdate", "contract start date", "start date", "contract start", "commencement date", "start commencement date", "date of commencement", "start"}},
	{colEnd, []string{"enddate", "end date", "contract end date", "contract end", "current end date", "expiry date", "contract expiry date", "expiry", "finish date", "contract finish date", "end"}},
	{colExtension, []string{"lastextensiondate", "extension period", "last extension date", "extension", "extensions", "extension option", "extension options", "option to extend", "options to extend", "optional extension", "extension end date", "end date including extensions", "end date with extensions", "maximum end date", "max end date", "maximum extension date", "latest end date"}},
	{colValue, []string{"contractvalue", "contract value", "total contract value", "contract sum", "total value", "value of contract", "award value", "awarded value", "value", "contract amount", "estimated contract value", "estimated value", "whole life value", "lifetime value"}},
	{colFixedCost, []string{"fixedcost", "fixed cost estimated cost", "fixed cost", "fixed or estimated", "value type"}},
	{colSupplier, []string{"suppliername", "supplier name", "supplier", "suppliers", "supplier s", "name of supplier", "contractor", "contractor name", "contractor provider", "provider", "provider name", "vendor", "vendor name", "awarded supplier", "supplier contractor"}},
	{colCompany, []string{"companieshouseregistrationnumber", "supplier registered company number", "companies house registration number", "companies house number", "company number", "company no", "company reg no", "company registration number", "company registration no", "registered company number", "supplier company number", "crn"}},
	{colCharity, []string{"charitycommissionnumber", "supplier registered charity number", "charity commission number", "charity number", "charity no", "charity reg no", "registered charity number"}},
	{colOtherID, []string{"othersupplierid", "other ids", "other supplier id", "other id"}},
	{colProcess, []string{"processtype", "tender type", "process type", "procurement method", "procurement route", "route to market", "tender process", "procurement process", "procurement procedure", "invitation to tender", "invitation to quote", "type of procedure", "award procedure"}},
	{colAnnual, []string{"annualvalue", "annual value", "annual contract value", "value per annum", "annual cost", "yearly value", "value per year", "estimated annual value"}},
	{colTerm, []string{"contractterm", "contract term", "contract length", "contract duration", "duration", "length of contract", "initial term", "term", "contract period"}},
	{colFramework, []string{"framework", "framework name", "framework used", "framework reference", "framework agreement", "framework title"}},
	{colVAT, []string{"vat", "vat status", "vat included", "vat treatment"}},
	{colGraphID, []string{"graphid", "graph id"}},
	{colIgnored, []string{
		"reviewdate", "review date", "renewal review date", "renewal date", "servicecategoryuri", "service category uri",
		"procurement classification proclass code", "proclasscode", "proclass code", "irrecoverablevat", "irrecoverable vat", "vat not recovered", "non recoverable vat",
		"smesupplier", "sme supplier", "sme", "sme or vsce", "sme or vcse", "vcsesupplier", "vcse supplier", "vcse", "vcsesuppliertype", "vcse supplier type",
		"tenderdocumenturl", "original tender document", "award notice link", "notice link", "contractdocumenturl", "contract document url",
		"performanceinformationurl", "performance information url", "areaservedlabel", "location served label", "areaserveduri", "location served uri",
		"supplier address", "supplier postcode", "supplier type", "supplier id", "supplier sme", "contract status", "contract value band", "notice period",
	}},
}

// personalWords mark a column that is about people: it is neither stored nor shown.
var personalWords = []string{"contact", "contactname", "contactemail", "contacturl", "email", "mail", "telephone", "phone", "mobile", "tel", "fax", "officer", "manager", "owner", "sponsor", "buyer"}

// Columns are the names that a map of columns can use.
func Columns() []Column {
	var all []Column
	for _, h := range headers {
		all = append(all, h.column)
	}
	return all
}

// ColumnMap says what column a title stands for, by the folded title: it goes before the table.
type ColumnMap map[string]Column

// ReadColumnMap reads a map of columns: CSV, a title and the column's name on each line, "-" for
// a column that is not to be read. An unknown name is an INVALID error that lists those there are.
func ReadColumnMap(r io.Reader) (ColumnMap, error) {
	lines := csv.NewReader(r)
	lines.FieldsPerRecord = 2
	m := ColumnMap{}
	for {
		cells, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return m, nil
		}
		if err != nil {
			return nil, estate.Invalidf("the map is not CSV with a title and a column on each line: %s", err)
		}
		title, column := estate.Fold(cells[0]), Column(parse.Clean(cells[1]))
		if !slices.Contains(Columns(), column) {
			return nil, estate.Invalidf("%q is no column: write one of %s", column, joinColumns(Columns()))
		}
		m[title] = column
	}
}

func joinColumns(cs []Column) string {
	names := make([]string, len(cs))
	for i, c := range cs {
		names[i] = string(c)
	}
	return strings.Join(names, ", ")
}

// header is where each column of a register stands.
type header struct {
	line   int
	titles []string // as the file has them, on one line
	at     map[Column]int
	unread []string // titles of columns that are not read, those about people left out
	people int      // columns about people
}

// column is what a title stands for; empty if nobody knows.
func (m ColumnMap) column(title string) (c Column, exact bool) {
	folded := estate.Fold(title)
	if c, ok := m[folded]; ok {
		return c, true
	}
	for _, word := range strings.Fields(folded) {
		if slices.Contains(personalWords, word) {
			return colPersonal, true
		}
	}
	longest, within := Column(""), 0
	for _, h := range headers {
		for _, t := range h.titles {
			if t == folded {
				return h.column, true
			}
			if len(t) > within && strings.Contains(t, " ") && match.Holds(folded, t) {
				longest, within = h.column, len(t)
			}
		}
	}
	return longest, false
}

// read takes a row as a header. Of two titles for one column an exact one wins, then the first.
func (m ColumnMap) read(line int, cells []string) *header {
	h := &header{line: line, at: map[Column]int{}}
	known := map[Column]bool{}
	for i, cell := range cells {
		title := parse.Clean(cell)
		h.titles = append(h.titles, title)
		c, exact := m.column(title)
		if c == colPersonal || c == colIgnored || c == "" {
			continue
		}
		if _, taken := h.at[c]; !taken || exact && !known[c] {
			h.at[c], known[c] = i, exact
		}
	}
	for i, title := range h.titles {
		c, _ := m.column(title)
		switch at, read := h.at[c]; {
		case c == colPersonal:
			h.people++
			h.titles[i] = "a column about people"
		case title != "" && (!read || at != i):
			h.unread = append(h.unread, title)
		}
	}
	return h
}

// fits is how many columns a header has; 0 if it is none: a register names its contracts and something about them.
func (h *header) fits() int {
	_, reference := h.at[colReference]
	_, title := h.at[colTitle]
	if !reference && !title || len(h.at) < 2 {
		return 0
	}
	return len(h.at)
}

// score is how well the best header among rows fits, a portal's export above all others.
func (m ColumnMap) score(rows [][]string) int {
	best := 0
	for _, cells := range rows {
		if isPortal(cells) {
			return len(cells)
		}
		best = max(best, m.read(0, cells).fits())
	}
	return best
}
