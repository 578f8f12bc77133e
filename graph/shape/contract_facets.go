package shape

import (
	"context"

	"boroughgraph/estate"
)

// ContractConnection is a page of contracts of a list that can be counted.
type ContractConnection struct {
	*Connection[*estate.Contract]
	// Tallies counts the whole list by a property.
	Tallies func(ctx context.Context, by estate.ContractProperty) ([]*estate.ContractTally, error)
}

// ContractAggregate sums up the contracts of a list.
type ContractAggregate struct{ *estate.ContractTally }

// ContractCount returns how many contracts there are.
func (a *ContractAggregate) ContractCount() int { return a.Count }

// AnnualValue returns the known annual value of the contracts.
func (a *ContractAggregate) AnnualValue() *MoneySum { return annualValueOf(a.ContractTally) }

// ContractFacet is the tallies of a list by one property.
type ContractFacet struct {
	By      estate.ContractProperty
	Tallies []*estate.ContractTally
}

// ValueCount returns how many different values are known.
func (f *ContractFacet) ValueCount() int {
	n := len(f.Tallies)
	if n > 0 && f.Tallies[n-1].Value == "" {
		n--
	}
	return n
}

// FirstValues returns the first n values.
func (f *ContractFacet) FirstValues(n int) []*ContractFacetValue {
	values := []*ContractFacetValue{}
	for _, t := range firstOf(f.Tallies, n) {
		values = append(values, &ContractFacetValue{ContractTally: t, By: f.By, First: n})
	}
	return values
}

// ContractFacetValue is a tally, with the property that it is of and how many tallies are shown.
type ContractFacetValue struct {
	*estate.ContractTally
	By    estate.ContractProperty
	First int
}

// AnnualValue returns the known annual value of the contracts that have the value.
func (v *ContractFacetValue) AnnualValue() *MoneySum { return annualValueOf(v.ContractTally) }

// NodeID returns the id that the value is, or "" if it is a term, a year or unknown.
func (v *ContractFacetValue) NodeID(t *estate.ContractTally) estate.ID {
	if v.By == estate.ByTerm || v.By == estate.ByEndYear || t.Rank >= v.First {
		return ""
	}
	return estate.ID(t.Value)
}

func annualValueOf(t *estate.ContractTally) *MoneySum {
	return annualValue(t.KnownSum, t.Count)
}
