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

// orderKeys are the properties that hold the sort keys; the statements are written with byEndDate.
var orderKeys = map[estate.ContractOrder]string{
	estate.ContractsByEndDate:       "byEndDate",
	estate.ContractsByEndDateDesc:   "byEndDateDesc",
	estate.ContractsByStartDate:     "byStartDate",
	estate.ContractsByStartDateDesc: "byStartDateDesc",
	estate.ContractsByTitle:         "byTitle",
}

// askContracts begins a statement on contracts that a filter lets through, in an order.
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
	filter(st, "terms", f.Terms)
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
		st.parameters["few"] = math.MaxInt // hardly any of the order would pass both: reading what is named costs less
	}
	if key := orderKeys[o]; key != "" {
		st.words = []string{"byEndDate", key}
	}
	return st
}

// fewContracts of what is named are read and sorted for a page; of more the order's index is read until the page is
// full. At 100,000 contracts a page of 10 then reads as many of either.
const fewContracts = 1000

// contractOf is the contract of a row with what is stored beside its facts.
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
