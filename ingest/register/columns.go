package register

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/parse"
	"boroughgraph/sheet"
)

// Column is a column of a contract register, by its name in the LGA's schema. The columns from
// AnnualValue on are not in the schema. They occur in real registers, and GraphID in those that
// `export register` writes. docs/import.md has this table.
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
	colMaxEnd        Column = "MaxExtentDate"
	colMaxTerm       Column = "MaxTerm"
	colStatus        Column = "Status"
	colCurrency      Column = "Currency"
	colGraphID       Column = sheet.IDColumn
	// colIgnored is known but not read. colPersonal is about people, and its cells are never looked
	// at.
	colIgnored  Column = "-"
	colPersonal Column = "ContactName"
)

// headers are the titles of each column, folded: letters and digits in lower case, single spaces.
// heading.go has the rules for other titles.
var headers = []struct {
	column Column
	titles []string
}{
	{colOrganisation, []string{
		"organisationlabel", "organisation", "organisation name", "organisation label", "authority",
		"authority name", "council", "council name", "local authority", "local authority name",
		"publisher", "publisher name", "contracting authority", "contracting authority name",
		"contracting body", "publisher label", "buyer", "buyer name", "contract buyer",
		"buying organisation", "buying authority", "purchaser", "purchasing authority",
		"awarding authority", "public body", "borough", "borough name", "london borough",
	}},
	{colOrganisationC, []string{
		"organisationuri", "organisation code", "organisation uri", "ons code", "gss code",
		"publisher uri", "buyer code", "buyer id",
	}},
	{colReference, []string{
		"contractreference", "contract reference", "contract reference number",
		"contract reference number id", "contract reference no", "contract ref", "contract ref no",
		"contract ref number", "contract id", "contract number", "contract no", "reference",
		"reference number", "ref", "ref no", "ref number", "unique reference",
		"unique reference number", "unique ref", "unique id", "unique identifier", "uid", "urn",
		"contract uid", "contract register number", "agreement reference", "agreement number",
		"agreement no", "register reference",
	}},
	{colOCID, []string{
		"opencontractingid", "open contracting id", "ocid",
	}},
	{colTitle, []string{
		"contracttitle", "contract title", "title of the agreement", "title of agreement",
		"title of contract", "agreement title", "agreement name", "contract name", "title",
		"project title", "project name", "name of contract", "contract",
	}},
	{colType, []string{
		"contracttype", "contract type", "type of contract", "agreement type",
	}},
	{colUnit, []string{
		"organisationalunit", "local authority directorate service responsible",
		"local authority department responsible", "directorate", "council directorate", "department",
		"department responsible", "directorate service responsible", "service responsible",
		"organisational unit", "service area", "responsible department", "directorate service",
		"business unit", "division",
	}},
	{colService, []string{
		"servicecategorylabel", "service category label", "service category",
	}},
	{colDescription, []string{
		"description", "description of goods and services",
		"description of the goods and or services",
		"description of the goods and or services being provided",
		"description of goods and or services", "description of goods or services being provided",
		"contract description", "scope",
	}},
	{colCategory, []string{
		"procurementcategory", "procurement category",
		"procurement classification councils procurement category label", "category",
		"contract category", "category name", "spend category",
	}},
	{colCPVLabel, []string{
		"cpvlabel", "procurement classification cpv label", "cpv label", "cpv description",
	}},
	{colCPV, []string{
		"cpvcode", "procurement classification cpv code", "cpv code", "cpv codes", "cpv code s",
		"cpv", "main cpv code", "common procurement vocabulary",
	}},
	{colProclass, []string{
		"proclasslabel", "procurement classification proclass label", "proclass label", "proclass",
		"proclass description", "pro class",
	}},
	{colStart, []string{
		"startdate", "contract start date", "start date", "contract start", "commencement date",
		"start commencement date", "date of commencement", "contract commencement", "commencement",
		"start of contract", "start", "effective from",
	}},
	{colEnd, []string{
		"enddate", "end date", "contract end date", "contract end", "end of contract", "expiry date",
		"contract expiry date", "contract expiry", "expiry", "expires", "expiration date",
		"finish date", "contract finish date", "completion date", "termination date", "end",
	}},
	{colExtension, []string{
		"lastextensiondate", "extension period", "last extension date", "extension", "extensions",
		"contract extension", "extension option", "extension options", "option to extend",
		"options to extend", "optional extension", "optional extensions", "extensions available",
		"available extensions", "extension length", "extension term", "possible extensions",
		"option period", "option periods",
	}},
	{colMaxEnd, []string{
		"maxextentdate", "max extent date", "extension end date", "end date including extensions",
		"end date with extensions", "maximum end date", "max end date", "maximum extension date",
		"maximum extend date", "maximum extent date", "latest end date", "latest possible end date",
		"final end date", "extended end date",
	}},
	{colValue, []string{
		"contractvalue", "contract value", "total contract value", "contract sum", "total value",
		"value of contract", "award value", "awarded value", "value", "contract amount",
		"estimated contract value", "estimated value", "whole life value", "lifetime value",
		"contract cost", "total cost", "sum to be paid over the length of the contract",
		"sum to be paid over the length of the contract or the estimated annual spending or budget for the contract",
	}},
	{colFixedCost, []string{
		"fixedcost", "fixed cost estimated cost", "fixed cost", "fixed or estimated",
		"fixed or estimated cost", "estimated or fixed", "value type", "value basis", "cost type",
	}},
	{colSupplier, []string{
		"suppliername", "supplier name", "supplier name and details", "supplier", "suppliers",
		"supplier s", "supplier details", "name of supplier", "name of contractor", "contractor",
		"contractor name", "contractor provider", "provider", "provider name", "vendor",
		"vendor name", "awarded supplier", "awarded to", "supplier contractor", "successful supplier",
		"company name", "company",
	}},
	{colCompany, []string{
		"companieshouseregistrationnumber", "supplier registered company number",
		"companies house registration number", "companies house number", "companies house no",
		"company number", "company no", "company reg no", "company registration number",
		"company registration no", "registered company number", "supplier company number",
		"registered number", "supplier registration number", "registration number", "crn",
	}},
	{colCharity, []string{
		"charitycommissionnumber", "supplier registered charity number", "charity commission number",
		"charity number", "charity no", "charity reg no", "registered charity number",
	}},
	{colOtherID, []string{
		"othersupplierid", "other ids", "other supplier id", "other id",
	}},
	{colProcess, []string{
		"processtype", "tender type", "process type", "procurement method", "procurement route",
		"route to market", "tender process", "procurement process", "procurement procedure",
		"procurement type", "invitation to tender", "invitation to quote", "type of procedure",
		"award procedure",
	}},
	{colAnnual, []string{
		"annualvalue", "annual value", "annual contract value", "value per annum", "annual cost",
		"annual spend", "annual price", "yearly value", "value per year", "estimated annual value",
		"estimated annual spending or budget for the contract", "estimated annual spend",
	}},
	{colTerm, []string{
		"contractterm", "contract term", "contract length", "contract duration", "duration",
		"length of contract", "initial term", "term", "contract period",
	}},
	{colMaxTerm, []string{
		"maxterm", "maximum term", "maximum duration", "maximum contract term",
		"maximum duration of contract", "maximum contract length", "max term", "max duration",
		"term including extensions", "duration including extensions",
		"contract term including extensions",
	}},
	{colFramework, []string{
		"framework", "framework name", "framework used", "framework reference", "framework ref",
		"framework agreement", "framework title",
	}},
	{colStatus, []string{
		"status", "contract status", "current status", "contract state", "contract stage",
	}},
	{colCurrency, []string{
		"currency", "currency code", "contract currency", "value currency",
	}},
	{colGraphID, []string{
		"graphid", "graph id",
	}},
	{colVAT, []string{
		"vat", "vat status", "vat included", "vat treatment",
	}},
	{colIgnored, []string{
		"reviewdate", "review date", "renewal review date", "renewal date", "servicecategoryuri",
		"service category uri", "procurement classification proclass code", "proclasscode",
		"proclass code", "irrecoverablevat", "irrecoverable vat", "vat not recovered",
		"non recoverable vat", "value added tax that cannot be recovered",
		"vat that cannot be recovered", "smesupplier", "sme supplier", "sme", "sme or vsce",
		"sme or vcse", "small or medium sized enterprise", "vcsesupplier", "vcse supplier", "vcse",
		"vcsesuppliertype", "vcse supplier type", "voluntary or community sector organisation",
		"tenderdocumenturl", "original tender document", "award notice link", "notice link",
		"contractdocumenturl", "contract document url", "performanceinformationurl",
		"performance information url", "areaservedlabel", "location served label", "areaserveduri",
		"location served uri", "supplier address", "supplier postcode", "postcode", "supplier type",
		"supplier id", "supplier sme", "contract value band", "notice period", "client",
	}},
}

// byTitle maps each title to its column.
var byTitle = func() map[string]Column {
	columns := map[string]Column{}
	for _, h := range headers {
		for _, t := range h.titles {
			columns[t] = h.column
		}
	}
	return columns
}()

// personalWords mark a column about people, which is neither stored nor shown. "Buyer" is not among
// them, because a buyer is an organisation.
var personalWords = []string{
	"contact", "contactname", "contactemail", "contacturl", "email", "mail", "telephone", "phone", "mobile", "tel",
	"fax", "officer", "manager", "owner", "sponsor",
}

// Columns returns the names that a map of columns can use.
func Columns() []Column {
	var all []Column
	for _, h := range headers {
		all = append(all, h.column)
	}
	return all
}

// ColumnMap maps folded titles to columns. It takes precedence over the table of titles.
type ColumnMap map[string]Column

// ReadColumnMap reads a column map. It is CSV with a title and a column's name on each line, or "-"
// for a column to ignore. An unknown name is an INVALID error that lists the known ones.
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
			return nil, estate.Invalidf("%q is not a column: write one of %s", column, joinColumns(Columns()))
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
