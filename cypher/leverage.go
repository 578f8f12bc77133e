package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// askLeverage returns a statement on the contracts of the query's boroughs.
func askLeverage(name string, q estate.LeverageQuery) *statement {
	st := askScope(name, q.Scope)
	st.parameters["beside"] = texts(estate.LeverageTerms)
	return st
}

// LostLeverage implements estate.Leverages.
func (s *Store) LostLeverage(ctx context.Context, q estate.LeverageQuery, w estate.Window) (estate.Page[*estate.LostLeverage], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.LostLeverage](w), nil
	}
	st := askLeverage("lost_leverage", q)
	filter(st, "kinds", q.Kinds)
	contracts := reading.NewNouns(contractOf)
	page, err := paged(ctx, s, st, w, func(r row) (*estate.LostLeverage, error) {
		lost := &estate.LostLeverage{Kind: estate.LeverageKind(r.Text("kind")), Term: estate.Term(r.Text("term"))}
		var err error
		if lost.Contract, err = contracts.Noun(r.Row("contract")); err != nil || r["successor"] == nil {
			return lost, err
		}
		lost.Successor, err = contracts.Noun(r.Row("successor"))
		return lost, err
	})
	if err != nil {
		return page, err
	}
	estate.GatherLeverage(page)
	return page, nil
}

// LostLeverageCoverage implements estate.Leverages.
func (s *Store) LostLeverageCoverage(ctx context.Context, q estate.LeverageQuery) (*estate.Coverage, error) {
	st := askLeverage("lost_leverage_coverage", q)
	filter(st, "kinds", q.Kinds)
	if q.Asks(estate.LeverageOption) {
		st.on = append(st.on, "options")
	}
	if q.Asks(estate.LeverageDirectAward) {
		st.on = append(st.on, "awards")
	}
	return s.coverage(ctx, st, q.Scope)
}
