package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
	"boroughgraph/estate/reading"
)

// Renewals implements estate.Renewals.
func (s *Store) Renewals(ctx context.Context, q estate.RenewalsQuery, w estate.Window) (estate.Page[*estate.Renewal], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.Renewal](w), nil
	}
	st := askRenewals("renewals", q)
	if targets, rest := q.MostSelective(); targets != nil {
		st = askRenewals("renewals_with", rest)
		st.parameters["targets"] = list(targets)
	}
	st.parameters["from"], st.parameters["to"] = string(q.From), string(q.To)
	filter(st, "kinds", q.Kinds)
	var points []*estate.ExitPoint
	page, err := paged(ctx, s, st, w, func(r row) (*estate.Renewal, error) {
		point, err := reading.Facts[estate.ExitPoint](r)
		points = append(points, point)
		return &estate.Renewal{ExitPoint: point, Term: estate.Term(r.Text("term")), LeadTimeMonths: q.LeadTimeMonths}, err
	})
	if err != nil {
		return page, err
	}
	estate.Gather(points)
	return page, nil
}

// RenewalsCoverage implements estate.Renewals.
func (s *Store) RenewalsCoverage(ctx context.Context, q estate.RenewalsQuery) (*estate.Coverage, error) {
	if q.IsNone() {
		return estate.NewCoverage(), nil
	}
	st := askRenewals("renewals_coverage", q)
	st.parameters["asked"] = listOrNull(q.Boroughs)
	return s.coverageOf(ctx, st, func(im *overview.Image) *estate.Coverage { return im.RenewalsCoverage(q) })
}

// askRenewals begins a statement on the contracts that the filters let through.
func askRenewals(query string, q estate.RenewalsQuery) *statement {
	st := ask(query, parameters{"as_of": string(q.AsOf), "terms": listOrNull(q.Terms)})
	filter(st, "boroughs", q.Boroughs)
	filter(st, "suppliers", q.Suppliers)
	filter(st, "systems", q.Systems)
	filter(st, "services", q.Services)
	return st
}
