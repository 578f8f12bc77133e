package cypher

import (
	"context"

	"boroughgraph/estate"
)

// RenewalCalendar implements estate.Calendars.
func (s *Store) RenewalCalendar(ctx context.Context, q estate.RenewalsQuery, spans []estate.DaySpan) ([]*estate.CalendarPeriod, error) {
	calendar := estate.NewCalendar(spans, q.Kinds)
	if q.IsNone() || len(spans) == 0 {
		return calendar, nil
	}
	// A sort key begins with its date and a tab; see Renewals.
	ranges := make([]parameters, len(spans))
	for i, span := range spans {
		ranges[i] = parameters{"period": i, "after": string(span.First), "before": string(span.Last) + "\n"}
	}
	st := askRenewals("renewal_calendar", q)
	st.parameters["spans"], st.parameters["kinds"] = ranges, texts(q.Kinds)
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		period := calendar[r.Number("period")]
		period.ContractCount, period.KnownSum = r.Number("contractCount"), knownSum(r)
		for _, kind := range r.Rows("kinds") {
			period.Count(estate.ExitKind(kind.Text("kind")), kind.Number("count"))
		}
	}
	return calendar, nil
}
