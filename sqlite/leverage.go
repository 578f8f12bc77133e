package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// LostLeverage implements estate.Leverages.
func (s *Store) LostLeverage(ctx context.Context, q estate.LeverageQuery, w estate.Window) (estate.Page[*estate.LostLeverage], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.LostLeverage](w), nil
	}
	st := askLeverage("lost_leverage", q)
	filter(st, "kinds", q.Kinds)
	contracts := reading.NewNouns(contract)
	page, err := paged(ctx, s, st, w, func(r row) (*estate.LostLeverage, error) {
		lost := &estate.LostLeverage{Kind: estate.LeverageKind(r.Text("kind")), Term: estate.Term(r.Text("term"))}
		var err error
		if lost.Contract, err = contracts.Noun(r); err != nil || r["successor_id"] == nil {
			return lost, err
		}
		lost.Successor, err = contracts.Noun(row{
			"id": r["successor_id"], "facts": r["successor_facts"], "predecessor": r["successor_predecessor"],
			"earliest_reading": r["successor_earliest_reading"], "newest_reading": r["successor_newest_reading"],
			"succession_date": r["successor_succession_date"],
		})
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
	if q.IsNone() {
		return estate.NewCoverage(), nil
	}
	st := askLeverage("lost_leverage_coverage", q)
	filter(st, "kinds", q.Kinds)
	st.on = append(st.on, leverageMarks(q)...)
	st.parameters["asked"] = listOrNull(q.Boroughs)
	return s.coverage(ctx, st)
}

// leverageMarks returns the marks of the reasons that can leave a contract out.
func leverageMarks(q estate.LeverageQuery) []string {
	var on []string
	if q.Asks(estate.LeverageOption) {
		on = append(on, "options")
	}
	if q.Asks(estate.LeverageDirectAward) {
		on = append(on, "awards")
	}
	return on
}

// askLeverage returns a statement on the contracts of the query's boroughs.
func askLeverage(query string, q estate.LeverageQuery) *statement {
	st := ask(query, parameters{
		"as_of": string(q.AsOf), "terms": listOrNull(q.Terms), "beside": list(estate.LeverageTerms),
	})
	filter(st, "boroughs", q.Boroughs)
	return st
}
