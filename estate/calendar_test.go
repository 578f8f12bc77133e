package estate_test

import (
	"errors"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPeriods(t *testing.T) {
	tests := map[string]struct {
		from, to estate.Date
		by       estate.CalendarUnit
		want     []estate.DaySpan
	}{
		"months are clipped to the range": {"2026-11-23", "2027-01-01", estate.UnitMonth, []estate.DaySpan{
			{"2026-11-23", "2026-11-30"}, {"2026-12-01", "2026-12-31"}, {"2027-01-01", "2027-01-01"},
		}},
		"quarters are those of the calendar year": {"2026-11-23", "2027-04-01", estate.UnitQuarter, []estate.DaySpan{
			{"2026-11-23", "2026-12-31"}, {"2027-01-01", "2027-03-31"}, {"2027-04-01", "2027-04-01"},
		}},
		"years": {"2026-11-23", "2028-02-29", estate.UnitYear, []estate.DaySpan{
			{"2026-11-23", "2026-12-31"}, {"2027-01-01", "2027-12-31"}, {"2028-01-01", "2028-02-29"},
		}},
		"29 February ends a month":   {"2028-02-29", "2028-03-01", estate.UnitMonth, []estate.DaySpan{{"2028-02-29", "2028-02-29"}, {"2028-03-01", "2028-03-01"}}},
		"one day":                    {"2026-12-31", "2026-12-31", estate.UnitQuarter, []estate.DaySpan{{"2026-12-31", "2026-12-31"}}},
		"the first and the last day": {estate.MinDate, estate.MinDate, estate.UnitYear, []estate.DaySpan{{estate.MinDate, estate.MinDate}}},
		"the end of time":            {"9999-11-30", estate.MaxDate, estate.UnitMonth, []estate.DaySpan{{"9999-11-30", "9999-11-30"}, {"9999-12-01", estate.MaxDate}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := estate.Periods(tt.from, tt.to, tt.by)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPeriodsAreBounded(t *testing.T) {
	last := estate.Date("2026-01-01").AddMonths(estate.MaxPeriods).AddDays(-1)
	if spans, err := estate.Periods("2026-01-01", last, estate.UnitMonth); err != nil || len(spans) != estate.MaxPeriods {
		t.Errorf("%d periods, %v", len(spans), err)
	}
	for name, to := range map[string]estate.Date{"one more": last.AddDays(1), "before from": "2025-12-31"} {
		_, err := estate.Periods("2026-01-01", to, estate.UnitMonth)
		if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The periods are adjacent and cover the range from its first day to its last. Each begins with its
// unit, except the first.
func TestPeriodsCoverTheRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := estate.Date("2000-01-01").AddDays(rapid.IntRange(0, 20_000).Draw(t, "from"))
		to := from.AddDays(rapid.IntRange(0, 5_000).Draw(t, "days"))
		by := rapid.SampledFrom(estate.CalendarUnits).Draw(t, "by")
		spans, err := estate.Periods(from, to, by)
		if err != nil {
			t.Fatal(err)
		}
		months := map[estate.CalendarUnit]int{estate.UnitMonth: 1, estate.UnitQuarter: 3, estate.UnitYear: 12}[by]
		next := from
		for i, s := range spans {
			if s.First != next || s.Last < s.First {
				t.Fatalf("%v after %s", s, next)
			}
			if i > 0 && (s.First[8:] != "01" || (int(s.First.Time().Month())-1)%months != 0) {
				t.Fatalf("%v begins no %s", s, by)
			}
			next = s.Last.AddDays(1)
		}
		if spans[len(spans)-1].Last != to {
			t.Fatalf("%v ends before %s", spans, to)
		}
	})
}
