package estate

import "context"

// ContractOrder is an order of contracts. In each order unknown dates and titles come last.
type ContractOrder string

// The orders of contracts.
const (
	ContractsByEndDate       ContractOrder = "END_DATE_ASC"
	ContractsByEndDateDesc   ContractOrder = "END_DATE_DESC"
	ContractsByStartDate     ContractOrder = "START_DATE_ASC"
	ContractsByStartDateDesc ContractOrder = "START_DATE_DESC"
	ContractsByTitle         ContractOrder = "TITLE_ASC"
)

// ContractOrders are all of them.
var ContractOrders = []ContractOrder{
	ContractsByEndDate, ContractsByEndDateDesc, ContractsByStartDate, ContractsByStartDateDesc, ContractsByTitle,
}

// Key returns the contract's sort key in an order.
func (k ContractKeys) Key(o ContractOrder) string {
	switch o {
	case ContractsByEndDateDesc:
		return k.ByEndDateDesc
	case ContractsByStartDate:
		return k.ByStartDate
	case ContractsByStartDateDesc:
		return k.ByStartDateDesc
	case ContractsByTitle:
		return k.ByTitle
	case ContractsByEndDate:
	}
	return k.ByEndDate
}

// ContractFilter selects contracts. A nil field does not filter; an empty, non-nil list matches
// nothing.
type ContractFilter struct {
	Boroughs  []ID
	Suppliers []ID
	Systems   []ID
	Services  []ID
	// Frameworks are those that the contracts were called off from.
	Frameworks []ID
	Terms      []Term // as of AsOf
	// Counted, if set, keeps the contracts that questions count on AsOf, or only the others (RULES
	// 2).
	Counted *bool
	// Unknown keeps contracts for which all these properties are unknown.
	Unknown []ContractProperty
	AsOf    Date
	// EndFrom and EndTo bound the counted end, both included. A contract without a known end
	// matches only if IncludeUnknown is set, or if neither bound is.
	EndFrom, EndTo Date
	IncludeUnknown bool
}

// Contracts reads contracts.
type Contracts interface {
	ContractsByID(ctx context.Context, ids []ID) (map[ID]*Contract, error)
	// ContractsByOCID returns the contracts of each contracting process, by id.
	ContractsByOCID(ctx context.Context, ocids []string) (map[string][]ID, error)
	Contracts(ctx context.Context, f ContractFilter, o ContractOrder, w Window) (Page[*Contract], error)
	// ContractsOf pages the contracts of each parent. Parents may be boroughs, suppliers, systems,
	// frameworks or partnerships. A partnership has each contract with a member as a party, once.
	ContractsOf(ctx context.Context, parents []ID, f ContractFilter, o ContractOrder, w Window) (map[ID]Page[*Contract], error)
	// ExitPointsOf returns the exit points of each contract that are open as of a day, by date,
	// then kind.
	ExitPointsOf(ctx context.Context, contracts []ID, asOf Date) (map[ID][]*ExitPoint, error)
}

// ContractKeys are a contract's stored sort keys.
type ContractKeys struct {
	ByEndDate       string `json:"byEndDate"`
	ByEndDateDesc   string `json:"byEndDateDesc"`
	ByStartDate     string `json:"byStartDate"`
	ByStartDateDesc string `json:"byStartDateDesc"`
	ByTitle         string `json:"byTitle"`
}

// KeysOf returns the sort keys of a contract.
func KeysOf(c *Contract) ContractKeys {
	end, start := c.CountedEnd(), c.StartDate.First()
	return ContractKeys{
		ByEndDate:       DateKey(end, c.ID),
		ByEndDateDesc:   DateKeyDescending(end, c.ID),
		ByStartDate:     DateKey(start, c.ID),
		ByStartDateDesc: DateKeyDescending(start, c.ID),
		ByTitle:         TextKey(c.Title, c.ID),
	}
}

// MostSelective takes one id list out of the filter, for the store to start from, and returns the
// rest. It prefers systems, then suppliers, boroughs and services, because a kind with many members
// has few contracts for each. If the filter has no ids, targets is nil and rest is the whole
// filter.
func (f ContractFilter) MostSelective() (targets []ID, rest ContractFilter) {
	switch {
	case f.Systems != nil:
		targets, f.Systems = f.Systems, nil
	case f.Suppliers != nil:
		targets, f.Suppliers = f.Suppliers, nil
	case f.Boroughs != nil:
		targets, f.Boroughs = f.Boroughs, nil
	case f.Services != nil:
		targets, f.Services = f.Services, nil
	}
	return targets, f
}
