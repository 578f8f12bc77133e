package shape

import "boroughgraph/estate"

// Exposure is an exposure in the schema's form.
type Exposure struct{ *estate.Exposure }

// BoroughCount returns how many boroughs are exposed.
func (e *Exposure) BoroughCount() int { return len(e.Boroughs) }

// AnnualValue returns the known annual value of the contracts.
func (e *Exposure) AnnualValue() *MoneySum {
	return annualValue(e.KnownSum, e.ContractCount)
}
