package cypher

import (
	"context"
	"math"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// askRenewals returns a statement on the contracts that match the query's filters.
func askRenewals(name string, q estate.RenewalsQuery) *statement {
	st := askScope(name, q.Scope)
	filter(st, "suppliers", q.Suppliers)
	filter(st, "systems", q.Systems)
	filter(st, "services", q.Services)
	return st
}

// Renewals implements estate.Renewals.
func (s *Store) Renewals(ctx context.Context, q estate.RenewalsQuery, w estate.Window) (estate.Page[*estate.Renewal], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.Renewal](w), nil
	}
	st := askRenewals("renewals", q)
	if targets, rest := q.MostSelective(); targets != nil {
		st = askRenewals("renewals_with", rest)
		st.parameters["targets"], st.parameters["few"] = texts(targets), fewDue
		if more, _ := rest.MostSelective(); more != nil {
			st.parameters["few"] = math.MaxInt // as in askContracts: very few would match both
		}
	}
	filter(st, "kinds", q.Kinds)
	// A sort key begins with its date and a tab, so the range of days is a range of keys: from the
	// first day alone, which sorts before its tab, to the last day with a line feed, which sorts
	// after its tab.
	st.first, st.last = string(q.From), string(q.To)+"\n"
	var exits []*estate.ExitPoint
	page, err := paged(ctx, s, st, w, func(r row) (*estate.Renewal, error) {
		exit, err := reading.Facts[estate.ExitPoint](r)
		if err != nil {
			return nil, err
		}
		exits = append(exits, exit)
		return &estate.Renewal{ExitPoint: exit, Term: estate.Term(r.Text("term")), LeadTimeMonths: q.LeadTimeMonths}, nil
	})
	if err != nil {
		return page, err
	}
	estate.Gather(exits[:min(len(exits), w.Limit)])
	return page, nil
}

// fewDue is the largest number of contracts whose exit points a page reads and sorts. If what the
// query names has more contracts, the page scans the range of days instead.
const fewDue = 500

// RenewalsCoverage implements estate.Renewals.
func (s *Store) RenewalsCoverage(ctx context.Context, q estate.RenewalsQuery) (*estate.Coverage, error) {
	return s.coverage(ctx, askRenewals("renewals_coverage", q), q.Scope)
}
