package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
)

// RenewalCalendar implements estate.Calendars.
func (s *Store) RenewalCalendar(ctx context.Context, q estate.RenewalsQuery, spans []estate.DaySpan) ([]*estate.CalendarPeriod, error) {
	calendar := estate.NewCalendar(spans, q.Kinds)
	if q.IsNone() || len(spans) == 0 {
		return calendar, nil
	}
	ok, err := s.fromOverview(ctx, "renewal_calendar", func(im *overview.Image) error {
		calendar = im.RenewalCalendar(q, spans)
		return nil
	})
	if err != nil || ok {
		return calendar, err
	}
	st := askRenewals("renewal_calendar", q)
	st.parameters["spans"], st.parameters["kinds"] = encode(spans), list(q.Kinds)
	err = s.read(ctx, st, func(r row) error {
		period := calendar[r.Number("period")]
		if kind := r.Text("kind"); kind != "" {
			period.Count(estate.ExitKind(kind), r.Number("contract_count"))
			return nil
		}
		period.ContractCount, period.KnownSum = r.Number("contract_count"), knownSum(r)
		return nil
	})
	return calendar, err
}
