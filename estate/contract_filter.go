package estate

import "context"

// ContractOrder is an order of contracts. Unknown dates and titles come last in either direction but TITLE_DESC.
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

// Key is the contract's sort key in an order.
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

// ContractFilter narrows contracts. Nil and empty fields do not filter, but an empty list lets nothing through.
type ContractFilter struct {
	Boroughs  []ID
	Suppliers []ID
	Systems   []ID
	Services  []ID
	Terms     []Term // as of AsOf
	AsOf      Date
	// EndFrom and EndTo bound the counted end, both included; a contract with no known
	// end is kept only if IncludeUnknown, or if neither is set.
	EndFrom, EndTo Date
	IncludeUnknown bool
}

// Contracts reads contracts.
type Contracts interface {
	ContractsByID(ctx context.Context, ids []ID) (map[ID]*Contract, error)
	// ContractsByOCID finds the contracts of each contracting process, by id.
	ContractsByOCID(ctx context.Context, ocids []string) (map[string][]ID, error)
	Contracts(ctx context.Context, f ContractFilter, o ContractOrder, w Window) (Page[*Contract], error)
	// ContractsOf pages the contracts of each parent: boroughs, suppliers, systems, frameworks and
	// partnerships (with a member as a party, each contract once) alike.
	ContractsOf(ctx context.Context, parents []ID, f ContractFilter, o ContractOrder, w Window) (map[ID]Page[*Contract], error)
	// ExitPointsOf returns the exit points of each contract that stand as of a day, by date, then kind.
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

// KeysOf are the sort keys of a contract.
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

// MostSelective splits the filter into what a page best begins at and the rest: of the ids that it names those of the kind
// of which there are the most, for each has the fewest contracts. Nil targets: it names none, and the rest is all of it.
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
