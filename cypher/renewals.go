package cypher

import (
	"context"

	"boroughgraph/estate"
)

// askRenewals begins a statement on contracts that a question about renewals lets through.
func askRenewals(name string, q estate.RenewalsQuery) *statement {
	st := askScope(name, q.Scope)
	filter(st, "suppliers", q.Suppliers)
	filter(st, "systems", q.Systems)
	filter(st, "services", q.Services)
	return st
}

// Renewals implements estate.Questions.
func (s *Store) Renewals(ctx context.Context, q estate.RenewalsQuery, w estate.Window) (estate.Page[*estate.Renewal], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.Renewal](w), nil
	}
	st := askRenewals("renewals", q)
	filter(st, "kinds", q.Kinds)
	// A key begins with its date and a tab, so the range of days is a range of keys: from
	// before the first day's tab to the line feed that would follow the last one's.
	st.first, st.last = string(q.From), string(q.To)+"\n"
	if err := s.begunAtFew(ctx, st, q.Targets()); err != nil {
		return estate.Page[*estate.Renewal]{}, err
	}
	var exits []*estate.ExitPoint
	page, err := paged(ctx, s, st, w, func(r row) (*estate.Renewal, error) {
		exit, err := facts[estate.ExitPoint](r)
		if err != nil {
			return nil, err
		}
		exits = append(exits, exit)
		return &estate.Renewal{ExitPoint: exit, Term: estate.Term(r.text("term")), LeadTimeMonths: q.LeadTimeMonths}, nil
	})
	if err != nil {
		return page, err
	}
	estate.Gather(exits[:min(len(exits), w.Limit)])
	return page, nil
}

// begunAtFew has a statement begin at the contracts that name one of some ids, where those are few.
func (s *Store) begunAtFew(ctx context.Context, st *statement, targets []estate.ID) error {
	if targets == nil {
		return nil
	}
	rows, err := s.send(ctx, ask("contracts_named", parameters{"targets": texts(targets)}))
	if err != nil {
		return err
	}
	if rows[0].number("contracts") <= estate.RenewalsFew {
		st.on, st.parameters["targets"] = append(st.on, "few"), texts(targets)
	}
	return nil
}

// RenewalsCoverage implements estate.Questions.
func (s *Store) RenewalsCoverage(ctx context.Context, q estate.RenewalsQuery) (*estate.Coverage, error) {
	return s.coverage(ctx, askRenewals("renewals_coverage", q), q.Scope)
}
