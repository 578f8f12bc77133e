package estate

import "slices"

// Span is a value that holds from a day to a day, both included and never unknown:
// MinDate and MaxDate stand for always. A question as of a day reads the span with
// From <= asOf AND asOf <= To, in either database.
type Span[T comparable] struct {
	Value T    `json:"value"`
	From  Date `json:"from"`
	To    Date `json:"to"`
}

// spansOf asks on for the value of every stretch of days between two edges and
// joins neighbours of equal value. An edge is a day on which the value may change;
// empty edges are ignored. The spans cover every day from MinDate to MaxDate.
func spansOf[T comparable](edges []Date, on func(Date) T) []Span[T] {
	days := []Date{MinDate}
	for _, e := range edges {
		if e > MinDate {
			days = append(days, e)
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	var spans []Span[T]
	for i, from := range days {
		to := MaxDate
		if i+1 < len(days) {
			to = days[i+1].AddDays(-1)
		}
		v := on(from)
		if n := len(spans); n > 0 && spans[n-1].Value == v {
			spans[n-1].To = to
			continue
		}
		spans = append(spans, Span[T]{Value: v, From: from, To: to})
	}
	return spans
}
