package cypher

import (
	"context"

	"boroughgraph/estate"
)

// Concentration implements estate.Concentrations.
func (s *Store) Concentration(ctx context.Context, q estate.ConcentrationQuery) (*estate.Concentration, error) {
	if q.IsNone() {
		return estate.NewConcentration(q), nil
	}
	found, err := s.concentrations(ctx, askConcentration(q), q)
	if err != nil {
		return nil, err
	}
	if together, ok := found[""]; ok {
		return together, nil
	}
	return estate.NewConcentration(q), nil
}

// ConcentrationOf implements estate.Concentrations.
func (s *Store) ConcentrationOf(ctx context.Context, boroughs []estate.ID, q estate.ConcentrationQuery) (map[estate.ID]*estate.Concentration, error) {
	if len(boroughs) == 0 {
		return map[estate.ID]*estate.Concentration{}, nil
	}
	one := q
	one.Boroughs = boroughs
	st := askConcentration(one)
	st.parameters["apart"] = true
	return s.concentrations(ctx, st, q)
}

func askConcentration(q estate.ConcentrationQuery) *statement {
	st := askScope("concentration", q.Scope)
	byLevel(st, q.Level)
	st.parameters["apart"], st.parameters["first"] = false, estate.MaxPage
	filter(st, "services", q.Services)
	return st
}

// concentrations reads one concentration for each parent.
func (s *Store) concentrations(ctx context.Context, st *statement, q estate.ConcentrationQuery) (map[estate.ID]*estate.Concentration, error) {
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	found := make(map[estate.ID]*estate.Concentration, len(rows))
	var all []*estate.Concentration
	var left []*estate.LeftOut
	for _, r := range rows {
		c := estate.NewConcentration(q)
		held := r.Row("held")
		c.ContractCount, c.KnownSum, c.Unallocated = held.Number("contracts"), knownSum(held), knownSum(r.Row("unallocated"))
		for _, v := range r.Rows("vendors") {
			c.Shares = append(c.Shares, estate.Keyed[*estate.VendorPart]{Key: keyOf(v.Text("byName")), Row: &estate.VendorPart{
				Vendor: estate.ID(v.Text("id")), ContractCount: v.Number("contracts"), ContractIDs: v.IDs("ids"),
				KnownSum: knownSum(v),
			}})
		}
		c.Weigh()
		c.Coverage = coverageOf(r)
		left = append(left, c.Coverage.ContractsLeftOut...)
		found[estate.ID(r.Text("parent"))], all = c, append(all, c)
	}
	estate.Gather(all)
	estate.Gather(left)
	return found, nil
}
