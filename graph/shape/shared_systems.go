package shape

import "boroughgraph/estate"

// SharedSystemConnection is a page of systems with the question they answer.
type SharedSystemConnection struct {
	*Connection[*estate.SystemShare]
	Query estate.SharedSystemsQuery
}

// AsOf is the day the answer is about.
func (c *SharedSystemConnection) AsOf() estate.Date { return c.Query.AsOf }

// AnnualValueOfSystem is what the contracts of a system are known to cost a year.
func AnnualValueOfSystem(s *estate.SystemShare) *MoneySum {
	return annualValue(s.AnnualPence, s.VAT, s.KnownCount, s.ContractCount)
}
