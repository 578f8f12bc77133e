package shape

import "boroughgraph/estate"

// Concentration is a concentration and the query that it answers.
type Concentration struct {
	*estate.Concentration
	Query estate.ConcentrationQuery
}

// AsOf returns the day that the answer is about.
func (c *Concentration) AsOf() estate.Date { return c.Query.AsOf }

// By returns what shares are measured by.
func (c *Concentration) By() estate.Measure { return c.Query.By }

// Level returns who counts as a vendor.
func (c *Concentration) Level() estate.Level { return c.Query.Level }

// AnnualValue returns the known annual value of the contracts.
func (c *Concentration) AnnualValue() *MoneySum {
	return annualValue(c.KnownSum, c.ContractCount)
}

// ContractsUnallocated returns how many contracts with a known value belong to no single vendor.
func (c *Concentration) ContractsUnallocated() int { return c.Unallocated.KnownCount }

// UnallocatedValue returns the known annual value that belongs to no single vendor.
func (c *Concentration) UnallocatedValue() *MoneySum {
	return annualValue(c.Unallocated, c.Unallocated.KnownCount)
}

// ContractsWithoutValue returns how many contracts have no known annual value.
func (c *Concentration) ContractsWithoutValue() int { return c.ContractCount - c.KnownCount }

// Rows returns the shares of a page, each with the concentration that it belongs to.
func (c *Concentration) Rows(w estate.Window) estate.Page[*ConcentrationShare] {
	page := estate.PageWithin(w, c.Shares)
	shown := estate.Page[*ConcentrationShare]{HasNextPage: page.HasNextPage, HasPreviousPage: page.HasPreviousPage, Total: page.Total}
	for _, r := range page.Rows {
		row := &ConcentrationShare{VendorPart: r.Row, Of: c.Concentration, Window: w}
		shown.Rows = append(shown.Rows, estate.Keyed[*ConcentrationShare]{Row: row, Key: r.Key})
	}
	return shown
}

// ConcentrationShare is a vendor's share, the concentration that it belongs to, and the page that
// it is on. With these, one statement reads what is below the same page of all concentrations of a
// cohort.
type ConcentrationShare struct {
	*estate.VendorPart
	Of     *estate.Concentration
	Window estate.Window
}

// AnnualValue returns the known annual value of the vendor's contracts.
func (s *ConcentrationShare) AnnualValue() *MoneySum {
	return annualValue(s.KnownSum, s.ContractCount)
}
