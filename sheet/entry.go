// Package sheet writes a contract as a row of a council's register, with cells that no spreadsheet
// takes for formulas. Start with Entry.
package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"boroughgraph/estate"
)

// IDColumn is the column for the id of a contract in the graph. An import finds the contract by it.
const IDColumn = "GraphID"

// Columns are the columns of an exported register: the 38 of the LGA's schema in its order, four
// that are found in real registers, and the contract's id.
var Columns = []string{
	"OrganisationLabel", "OrganisationURI", "ContractReference", "OpenContractingID", "ContractTitle", "ContractType", "OrganisationalUnit",
	"ServiceCategoryLabel", "ServiceCategoryURI", "Description", "ProcurementCategory", "CPVLabel", "CPVCode", "ProclassLabel", "ProclassCode",
	"StartDate", "EndDate", "ReviewDate", "LastExtensionDate", "ContractValue", "FixedCost", "IrrecoverableVAT", "SupplierName",
	"CompaniesHouseRegistrationNumber", "CharityCommissionNumber", "OtherSupplierID", "SMESupplier", "VCSESupplier", "VCSESupplierType",
	"ContactName", "ContactEmail", "ContactURL", "ProcessType", "TenderDocumentURL", "ContractDocumentURL", "PerformanceInformationURL",
	"AreaServedLabel", "AreaServedURI",
	"AnnualValue", "ContractTerm", "Framework", "VAT", IDColumn,
}

// Entry is a contract with what its row in the register of one party needs.
type Entry struct {
	Contract  *estate.Contract
	Borough   *estate.Borough
	Suppliers map[estate.ID]*estate.Supplier // of the contract
	Services  map[estate.ID]*estate.Service  // of the contract
}

// Row returns the contract's cells, one for each of Columns, in forms that `import register` reads.
// Unknown facts are empty. A register has no columns for options taken, breaks, deadlines and other
// parties' shares, so Row leaves them out. It contains nothing about people.
func (e Entry) Row() []string {
	c := e.Contract
	cells := map[string]string{
		"OrganisationLabel": e.Borough.OfficialName, "OrganisationURI": e.Borough.GSSCode, "ContractReference": c.Reference, "OpenContractingID": c.OCID,
		"ContractTitle": c.Title, "ServiceCategoryLabel": e.services(), "CPVCode": strings.Join(c.CPV, "; "), "StartDate": string(c.StartDate),
		"EndDate": registerEnd(c), "LastExtensionDate": registerExtension(c), "SupplierName": e.sellers(),
		"CompaniesHouseRegistrationNumber": e.numbers("GB-COH", ""), "CharityCommissionNumber": e.numbers("GB-CHC", ""), "OtherSupplierID": e.numbers("GB-PPON", "GB-PPON-"),
		"ProcessType": c.Method, "ContractTerm": registerTerm(c), "Framework": c.Framework, IDColumn: string(c.ID),
	}
	registerValue(cells, c.Value)
	row := make([]string, len(Columns))
	for i, column := range Columns {
		row[i] = Harmless(cells[column])
	}
	return row
}

func (e Entry) services() string {
	var names []string
	for _, id := range e.Contract.Services {
		if s := e.Services[id]; s != nil {
			names = append(names, s.Name)
		}
	}
	return strings.Join(names, "; ")
}

// sellers returns the names that the suppliers signed under.
func (e Entry) sellers() string {
	if e.Contract.SuppliersWithheld {
		return "Withheld"
	}
	var names []string
	for _, s := range e.Contract.Suppliers {
		name := s.SignedAs
		if supplier := e.Suppliers[s.Supplier]; name == "" && supplier != nil {
			name = supplier.Name
		}
		names = append(names, name)
	}
	return strings.Join(names, "; ")
}

// numbers returns the suppliers' identifiers of a scheme, each after a prefix, in the suppliers'
// order. A supplier without one gets "none". If no supplier has one, the text is empty.
func (e Entry) numbers(scheme, prefix string) string {
	var numbers []string
	known := false
	for _, s := range e.Contract.Suppliers {
		number := "none"
		if supplier := e.Suppliers[s.Supplier]; supplier != nil {
			for _, i := range supplier.Identifiers {
				if i.Scheme == scheme {
					number, known = prefix+i.ID, true
					break
				}
			}
		}
		numbers = append(numbers, number)
	}
	if !known {
		return ""
	}
	return strings.Join(numbers, "; ")
}

func registerEnd(c *estate.Contract) string {
	if c.EndDate == "" && c.Rolling {
		return "Rolling"
	}
	return string(c.EndDate)
}

func registerTerm(c *estate.Contract) string {
	if c.TermMonths == nil {
		return ""
	}
	return fmt.Sprintf("%d months", *c.TermMonths)
}

// registerExtension returns the stated last day with every option taken, else the options that can
// still be taken.
func registerExtension(c *estate.Contract) string {
	open := c.OpenOptions()
	switch {
	case c.MaxExtentDate != "":
		return string(c.MaxExtentDate)
	case c.Extensions == nil:
		return ""
	case len(open) == 0:
		return "None"
	}
	months := make([]string, len(open))
	for i, x := range open {
		months[i] = strconv.Itoa(x.Months)
	}
	return "options of " + strings.Join(months, " + ") + " months"
}

// registerValue sets the cells for a value.
func registerValue(cells map[string]string, v *estate.Value) {
	if v == nil {
		return
	}
	amount := v.Min().Amount()
	switch v.Basis {
	case estate.BasisPerYear:
		cells["AnnualValue"] = amount
	case estate.BasisRange:
		cells["ContractValue"] = amount + " to " + v.Max().Amount()
	case estate.BasisEstimate:
		column := "ContractValue"
		if v.TermMonths != nil && *v.TermMonths == 12 {
			column = "AnnualValue"
		}
		cells[column], cells["FixedCost"] = amount, "Estimated cost"
	case estate.BasisTotal:
		cells["ContractValue"] = amount
	}
	if v.AnnualPence != nil && v.Basis != estate.BasisPerYear {
		cells["AnnualValue"] = estate.Money{Pence: *v.AnnualPence}.Amount()
	}
	switch v.VAT {
	case estate.VATExcluded:
		cells["VAT"] = "excluded"
	case estate.VATIncluded:
		cells["VAT"] = "included"
	default: // unknown
	}
}
