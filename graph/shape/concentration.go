package shape

import "boroughgraph/estate"

// Concentration is a concentration with the question it answers.
type Concentration struct {
	*estate.Concentration
	Query estate.ConcentrationQuery
}

// AsOf is the day the answer is about.
func (c *Concentration) AsOf() estate.Date { return c.Query.AsOf }

// By is what shares are measured by.
func (c *Concentration) By() estate.Measure { return c.Query.By }

// Level is who counts as a vendor.
func (c *Concentration) Level() estate.Level { return c.Query.Level }

// AnnualValue is what the contracts are known to cost a year.
func (c *Concentration) AnnualValue() *MoneySum {
	return annualValue(c.AnnualPence, c.VAT, c.KnownCount, c.ContractCount)
}

// ContractsWithoutValue is how many contracts have no known annual value.
func (c *Concentration) ContractsWithoutValue() int { return c.ContractCount - c.KnownCount }

// Rows are the shares of a page, each with what it is of.
func (c *Concentration) Rows(w estate.Window) estate.Page[*ConcentrationShare] {
	page := estate.PageWithin(w, c.Shares)
	shown := estate.Page[*ConcentrationShare]{HasNextPage: page.HasNextPage, HasPreviousPage: page.HasPreviousPage, Total: page.Total}
	for _, r := range page.Rows {
		row := &ConcentrationShare{VendorPart: r.Row, Of: c.Concentration, Window: w}
		shown.Rows = append(shown.Rows, estate.Keyed[*ConcentrationShare]{Row: row, Key: r.Key})
	}
	return shown
}

// ConcentrationShare is a vendor's share with what it is of, and the page it is on: what is below
// the shares of a page is read for all concentrations that were read together.
type ConcentrationShare struct {
	*estate.VendorPart
	Of     *estate.Concentration
	Window estate.Window
}

// AnnualValue is what the vendor's contracts are known to cost a year.
func (s *ConcentrationShare) AnnualValue() *MoneySum {
	return annualValue(s.AnnualPence, s.VAT, s.KnownCount, s.ContractCount)
}
