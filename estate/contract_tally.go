package estate

import (
	"cmp"
	"context"
	"slices"
)

// ContractProperty is a property by which lists of contracts are filtered and counted.
type ContractProperty string

// The properties of contracts.
const (
	ByBorough     ContractProperty = "BOROUGH"      // a party
	ByServiceArea ContractProperty = "SERVICE_AREA" // of the services that it is for
	BySupplier    ContractProperty = "SUPPLIER"
	BySystem      ContractProperty = "SYSTEM"
	ByFramework   ContractProperty = "FRAMEWORK" // that it was called off from
	ByTerm        ContractProperty = "TERM"      // on the filter's day
	ByEndYear     ContractProperty = "END_YEAR"  // of the counted end
)

// ContractProperties are all of them.
var ContractProperties = []ContractProperty{
	ByBorough, ByServiceArea, BySupplier, BySystem, ByFramework, ByTerm, ByEndYear,
}

// ContractTally counts the contracts of a list that have one value of a property.
type ContractTally struct {
	// Value is an id, a Term or a year. It is empty for the contracts whose value is unknown.
	Value string `json:"value"`
	Count int    `json:"count"`
	KnownSum
	// Rank is its place among its tallies, from 0.
	Rank   int     `json:"-"`
	Cohort *Cohort `json:"-"`
}

func (t *ContractTally) cohort() **Cohort { return &t.Cohort }

// ContractTallies counts the contracts of lists.
type ContractTallies interface {
	// ContractTallies counts the contracts that match a filter by the values of a property, as
	// SortContractTallies sorts them. A contract with several values counts under each. Without a
	// property there is one tally, of the whole list.
	ContractTallies(ctx context.Context, f ContractFilter, by ContractProperty) ([]*ContractTally, error)
	// ContractTalliesOf does the same for the contracts of each parent, as ContractsOf lists them.
	// A parent without contracts has no tallies.
	ContractTalliesOf(ctx context.Context, parents []ID, f ContractFilter, by ContractProperty) (map[ID][]*ContractTally, error)
}

// SortContractTallies sorts tallies by count, the largest first, then by value, unknown last. It
// sets their ranks.
func SortContractTallies(tallies []*ContractTally) {
	slices.SortFunc(tallies, func(a, b *ContractTally) int {
		if (a.Value == "") != (b.Value == "") {
			return cmp.Compare(b.Value, a.Value)
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	for i, t := range tallies {
		t.Rank = i
	}
}

// Without returns the filter without its own condition on a property. The counts of a facet are of
// this list, so that each leads to the list with that one value of the property.
func (f ContractFilter) Without(by ContractProperty) ContractFilter {
	switch by {
	case ByBorough:
		f.Boroughs = nil
	case ByServiceArea:
		f.Services = nil
	case BySupplier:
		f.Suppliers = nil
	case BySystem:
		f.Systems = nil
	case ByFramework:
		f.Frameworks = nil
	case ByTerm:
		f.Terms = nil
	case ByEndYear:
		f.EndFrom, f.EndTo, f.IncludeUnknown = "", "", false
	}
	if f.Unknown != nil {
		f.Unknown = slices.DeleteFunc(slices.Clone(f.Unknown), func(p ContractProperty) bool { return p == by })
	}
	return f
}

// With returns the filter with a property of exactly one value, or of an unknown value if it is "".
func (f ContractFilter) With(by ContractProperty, value string) ContractFilter {
	f = f.Without(by)
	if value == "" {
		f.Unknown = append(slices.Clip(f.Unknown), by)
		return f
	}
	switch by {
	case ByBorough:
		f.Boroughs = []ID{ID(value)}
	case ByServiceArea:
		f.Services = []ID{ID(value)}
	case BySupplier:
		f.Suppliers = []ID{ID(value)}
	case BySystem:
		f.Systems = []ID{ID(value)}
	case ByFramework:
		f.Frameworks = []ID{ID(value)}
	case ByTerm:
		f.Terms = []Term{Term(value)}
	case ByEndYear:
		f.EndFrom, f.EndTo = Date(value+"-01-01"), Date(value+"-12-31")
	}
	return f
}
