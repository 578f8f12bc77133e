package shape

import "boroughgraph/estate"

// Exposure is an exposure as the schema shows it.
type Exposure struct{ *estate.Exposure }

// BoroughCount is how many boroughs have something to lose.
func (e *Exposure) BoroughCount() int { return len(e.Boroughs) }

// AnnualValue is what the contracts are known to cost a year.
func (e *Exposure) AnnualValue() *MoneySum {
	return annualValue(e.AnnualPence, e.VAT, e.KnownCount, e.ContractCount)
}
