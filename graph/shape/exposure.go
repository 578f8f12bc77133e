package shape

import "boroughgraph/estate"

// Exposure is an exposure in the schema's form.
type Exposure struct{ *estate.Exposure }

// BoroughCount returns how many boroughs are exposed.
func (e *Exposure) BoroughCount() int { return len(e.Boroughs) }

// AnnualValue returns the known annual value that belongs to the group.
func (e *Exposure) AnnualValue() *MoneySum {
	return annualValue(e.Exposure.Allocated, e.ContractCount)
}

// ValueAtStake returns the known annual value of all the contracts, each whole.
func (e *Exposure) ValueAtStake() *MoneySum {
	return annualValue(e.AtStake, e.ContractCount)
}
