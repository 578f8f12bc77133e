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

// dayRange is the range of days that a question looks at: from asOf for some months, where nothing else is asked.
func dayRange(from, to *estate.Date, asOf estate.Date, months int) (first, last estate.Date, err error) {
	first, last = or(from, asOf), or(to, asOf.AddMonths(months))
	if last < first {
		return "", "", estate.At("from", estate.Invalidf("from %s is after to %s", first, last))
	}
	return first, last, nil
}

// firstOf is the first n ids, or all if there are fewer.
func firstOf(ids []estate.ID, n int) []estate.ID { return ids[:min(n, len(ids))] }
