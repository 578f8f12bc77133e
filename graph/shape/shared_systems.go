package shape

import "boroughgraph/estate"

// SharedSystemConnection is a page of systems and the query that it answers.
type SharedSystemConnection struct {
	*Connection[*estate.SystemShare]
	Query estate.SharedSystemsQuery
}

// AsOf returns the day that the answer is about.
func (c *SharedSystemConnection) AsOf() estate.Date { return c.Query.AsOf }

// AnnualValueOfSystem returns the known annual value of a system's contracts.
func AnnualValueOfSystem(s *estate.SystemShare) *MoneySum {
	return annualValue(s.KnownSum, s.ContractCount)
}
