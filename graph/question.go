package graph

import (
	"context"

	"boroughgraph/estate"
)

// The upper bounds of the questions' arguments, and the default range of renewals in months.
const (
	allBoroughs   = 33
	maxLeadMonths = 120
	renewalMonths = 24
)

// scope returns the scope of a question: its boroughs, day and terms.
func (r *Resolver) scope(ctx context.Context, boroughs []estate.BoroughKey, terms []estate.Term, asOf estate.Date) (estate.Scope, error) {
	ids, err := r.boroughIDs(ctx, boroughs, "boroughs")
	return estate.Scope{Boroughs: ids, AsOf: asOf, Terms: terms}, err
}

// dayRange returns the range of days of a question. The default is the given months from asOf.
func dayRange(from, to *estate.Date, asOf estate.Date, months int) (first, last estate.Date, err error) {
	first, last = valueOr(from, asOf), valueOr(to, asOf.AddMonths(months))
	if last < first {
		return "", "", estate.At("from", estate.Invalidf("from %s is after to %s", first, last))
	}
	return first, last, nil
}

// firstOf returns the first n ids, or all if there are fewer.
func firstOf(ids []estate.ID, n int) []estate.ID { return ids[:min(n, len(ids))] }
