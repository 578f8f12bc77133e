package estate

import "slices"

// Span is a value that holds from one day to another, both included and never unknown. MinDate and
// MaxDate mean no bound. In either database, a question as of a day reads the span with From <=
// asOf AND asOf <= To.
type Span[T comparable] struct {
	Value T    `json:"value"`
	From  Date `json:"from"`
	To    Date `json:"to"`
}

// spansOf calls on for the first day of each range between two edges, and joins neighbouring ranges
// with equal values. An edge is a day on which the value may change. Empty edges are ignored. The
// spans cover every day from MinDate to MaxDate.
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
