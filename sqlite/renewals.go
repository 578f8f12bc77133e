package sqlite

import (
	"context"

	"boroughgraph/estate"
)

// Renewals implements estate.Questions.
func (s *Store) Renewals(ctx context.Context, q estate.RenewalsQuery, w estate.Window) (estate.Page[*estate.Renewal], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.Renewal](w), nil
	}
	st := askRenewals("renewals", q)
	st.parameters["from"], st.parameters["to"] = string(q.From), string(q.To)
	filter(st, "kinds", q.Kinds)
	if err := s.begunAtFew(ctx, st, q.Targets()); err != nil {
		return estate.Page[*estate.Renewal]{}, err
	}
	var points []*estate.ExitPoint
	page, err := paged(ctx, s, st, w, func(r row) (*estate.Renewal, error) {
		point, err := facts[estate.ExitPoint](r)
		points = append(points, point)
		return &estate.Renewal{ExitPoint: point, Term: estate.Term(r.text("term")), LeadTimeMonths: q.LeadTimeMonths}, err
	})
	if err != nil {
		return page, err
	}
	estate.Gather(points)
	return page, nil
}

// begunAtFew has a statement begin at the contracts that name one of some ids, where those are few.
func (s *Store) begunAtFew(ctx context.Context, st *statement, targets []estate.ID) error {
	if targets == nil {
		return nil
	}
	return s.read(ctx, ask("contracts_named", parameters{"targets": list(targets), "limit": estate.RenewalsFew + 1}), func(r row) error {
		if r.number("contracts") <= estate.RenewalsFew {
			st.on, st.parameters["targets"] = append(st.on, "few"), list(targets)
		}
		return nil
	})
}

// RenewalsCoverage implements estate.Questions.
func (s *Store) RenewalsCoverage(ctx context.Context, q estate.RenewalsQuery) (*estate.Coverage, error) {
	if q.IsNone() {
		return estate.NewCoverage(), nil
	}
	st := askRenewals("renewals_coverage", q)
	st.parameters["asked"] = listOrNull(q.Boroughs)
	return s.coverage(ctx, st)
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
