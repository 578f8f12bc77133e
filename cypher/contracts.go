package cypher

import (
	"cmp"
	"context"
	"math"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// ContractsByID implements estate.Contracts.
func (s *Store) ContractsByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Contract, error) {
	return byKey(ctx, s, "contracts_by_id", ids, contractOf)
}

// ContractsByOCID implements estate.Contracts.
func (s *Store) ContractsByOCID(ctx context.Context, ocids []string) (map[string][]estate.ID, error) {
	return idsByKey(ctx, s, "contracts_by_ocid", ocids)
}

// Contracts implements estate.Contracts.
func (s *Store) Contracts(ctx context.Context, f estate.ContractFilter, o estate.ContractOrder, w estate.Window) (estate.Page[*estate.Contract], error) {
	st := askContracts("contracts", f, o)
	if targets, rest := f.MostSelective(); targets != nil {
		st = askContracts("contracts_with", rest, o)
		st.parameters["targets"] = texts(targets)
	}
	return paged(ctx, s, st, w, contractOf)
}

// ContractsOf implements estate.Contracts.
func (s *Store) ContractsOf(ctx context.Context, parents []estate.ID, f estate.ContractFilter, o estate.ContractOrder, w estate.Window) (map[estate.ID]estate.Page[*estate.Contract], error) {
	return pagedOf(ctx, s, askContracts("contracts_of", f, o), parents, w, contractOf)
}

// ExitPointsOf implements estate.Contracts.
func (s *Store) ExitPointsOf(ctx context.Context, contracts []estate.ID, asOf estate.Date) (map[estate.ID][]*estate.ExitPoint, error) {
	return listsOf(ctx, s, ask("exit_points_of", parameters{"asOf": string(asOf)}), contracts, reading.Facts[estate.ExitPoint])
}

// orderKeys are the properties with the sort keys of each order. The statements are written with
// byEndDate.
var orderKeys = map[estate.ContractOrder]string{
	estate.ContractsByEndDate:       "byEndDate",
	estate.ContractsByEndDateDesc:   "byEndDateDesc",
	estate.ContractsByStartDate:     "byStartDate",
	estate.ContractsByStartDateDesc: "byStartDateDesc",
	estate.ContractsByTitle:         "byTitle",
}

// askContracts returns a statement on the contracts that match a filter, in an order.
func askContracts(name string, f estate.ContractFilter, o estate.ContractOrder) *statement {
	st := ask(name, parameters{
		"asOf":    string(f.AsOf),
		"endFrom": string(cmp.Or(f.EndFrom, estate.MinDate)),
		"endTo":   string(cmp.Or(f.EndTo, estate.MaxDate)),
	})
	filter(st, "boroughs", f.Boroughs)
	filter(st, "suppliers", f.Suppliers)
	filter(st, "systems", f.Systems)
	filter(st, "services", f.Services)
	filter(st, "frameworks", f.Frameworks)
	filter(st, "terms", f.Terms)
	if f.Counted != nil {
		st.on = append(st.on, map[bool]string{true: "counted", false: "notCounted"}[*f.Counted])
	}
	for _, property := range f.Unknown {
		st.on = append(st.on, unknownMarks[property])
	}
	switch {
	case f.EndFrom == "" && f.EndTo == "":
	case f.IncludeUnknown:
		st.on = append(st.on, "endOrUnknown")
	default:
		st.on = append(st.on, "end")
	}
	st.first, st.last = f.KeyBounds(o)
	st.parameters["few"] = fewContracts
	if targets, _ := f.MostSelective(); targets != nil {
		// With a second filter so few contracts match that it costs less to read what the first one
		// names than to scan the order.
		st.parameters["few"] = math.MaxInt
	}
	if key := orderKeys[o]; key != "" {
		st.replaced = []string{"byEndDate", key}
	}
	return st
}

// unknownMarks are the marks that keep contracts with an unknown property.
var unknownMarks = map[estate.ContractProperty]string{
	estate.ByBorough: "unknownBorough", estate.ByServiceArea: "unknownService", estate.BySupplier: "unknownSupplier",
	estate.BySystem: "unknownSystem", estate.ByFramework: "unknownFramework", estate.ByTerm: "unknownTerm",
	estate.ByEndYear: "unknownEnd",
}

// fewContracts is the largest number of contracts that a page reads and sorts. If what the filter
// names has more, the page scans the order's index instead. At 100,000 contracts and a page of 10,
// both read about the same number there.
const fewContracts = 1000

// contractOf returns the contract of a row, with its derived fields.
func contractOf(r row) (*estate.Contract, error) {
	c, err := reading.Facts[estate.Contract](r)
	if err != nil {
		return nil, err
	}
	c.Reading, c.Succession = readingOf(r), estate.Date(r.Text("succession"))
	if predecessors := r.Texts("predecessors"); len(predecessors) > 0 {
		c.Predecessor = estate.ID(slices.Min(predecessors))
	}
	return c, nil
}
