package graph

import (
	"context"

	"boroughgraph/estate"
)

// The bounds of the questions' numbers, and how far ahead renewals look unless asked.
const (
	allBoroughs   = 33
	maxLeadMonths = 120
	renewalMonths = 24
)

// scope is what a question looks at.
func (r *Resolver) scope(ctx context.Context, boroughs []estate.BoroughKey, terms []estate.Term, asOf estate.Date) (estate.Scope, error) {
	ids, err := r.boroughs(ctx, boroughs, "boroughs")
	return estate.Scope{Boroughs: ids, AsOf: asOf, Terms: terms}, err
}

// dueRange is the range of days that renewals look at: from asOf for 24 months, where nothing else is asked.
func dueRange(from, to *estate.Date, asOf estate.Date) (first, last estate.Date, err error) {
	first, last = or(from, asOf), or(to, asOf.AddMonths(renewalMonths))
	if last < first {
		return "", "", estate.At("from", estate.Invalidf("from %s is after to %s", first, last))
	}
	return first, last, nil
}

// firstOf is the first n ids, or all if there are fewer.
func firstOf(ids []estate.ID, n int) []estate.ID { return ids[:min(n, len(ids))] }
