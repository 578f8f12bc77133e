package sqlite

import (
	"cmp"
	"context"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// ContractsByID implements estate.Contracts.
func (s *Store) ContractsByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Contract, error) {
	return byKey(ctx, s, "contracts_by_id", ids, contract)
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
		st.parameters["targets"] = list(targets)
	}
	return paged(ctx, s, st, w, contract)
}

// ContractsOf implements estate.Contracts.
func (s *Store) ContractsOf(ctx context.Context, parents []estate.ID, f estate.ContractFilter, o estate.ContractOrder, w estate.Window) (map[estate.ID]estate.Page[*estate.Contract], error) {
	return pagedOf(ctx, s, askContracts("contracts_of", f, o).ofMembers(parents), parents, w, contract)
}

// ExitPointsOf implements estate.Contracts.
func (s *Store) ExitPointsOf(ctx context.Context, contracts []estate.ID, asOf estate.Date) (map[estate.ID][]*estate.ExitPoint, error) {
	return listsOf(ctx, s, ask("exit_points_of", parameters{"as_of": string(asOf)}), contracts, reading.Facts[estate.ExitPoint])
}

// sortColumn returns the column with the sort keys of an order. The statements are written with
// by_end_date.
func sortColumn(o estate.ContractOrder) string {
	switch o {
	case estate.ContractsByEndDateDesc:
		return "by_end_date_desc"
	case estate.ContractsByStartDate:
		return "by_start_date"
	case estate.ContractsByStartDateDesc:
		return "by_start_date_desc"
	case estate.ContractsByTitle:
		return "by_title"
	default:
		return "by_end_date"
	}
}

// askContracts returns a statement on the contracts that match a filter, in an order.
func askContracts(query string, f estate.ContractFilter, o estate.ContractOrder) *statement {
	st := ask(query, parameters{
		"as_of":    string(f.AsOf),
		"end_from": string(cmp.Or(f.EndFrom, estate.MinDate)),
		"end_to":   string(cmp.Or(f.EndTo, estate.MaxDate)),
	})
	st.key = sortColumn(o)
	st.first, st.last = f.KeyBounds(o)
	filter(st, "boroughs", f.Boroughs)
	filter(st, "suppliers", f.Suppliers)
	filter(st, "systems", f.Systems)
	filter(st, "services", f.Services)
	filter(st, "frameworks", f.Frameworks)
	filter(st, "terms", f.Terms)
	if f.Counted != nil {
		st.on = append(st.on, map[bool]string{true: "counted", false: "not_counted"}[*f.Counted])
	}
	for _, property := range f.Unknown {
		st.on = append(st.on, "unknown_"+strings.ToLower(string(property)))
	}
	switch {
	case f.EndFrom == "" && f.EndTo == "":
	case f.IncludeUnknown:
		st.on = append(st.on, "end_or_unknown")
	default:
		st.on = append(st.on, "end")
	}
	return st
}

// contract returns the contract of a row, with its derived fields.
func contract(r row) (*estate.Contract, error) {
	c, err := reading.Facts[estate.Contract](r)
	if err != nil {
		return nil, err
	}
	c.Reading = readingOf(r)
	c.Succession = estate.Date(r.Text("succession_date"))
	c.Predecessor = estate.ID(r.Text("predecessor"))
	return c, nil
}
