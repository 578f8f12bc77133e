package estate_test

import (
	"testing"
	"time"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAddMonths(t *testing.T) {
	for name, test := range map[string]struct {
		from   estate.Date
		months int
		want   estate.Date
	}{
		"31 August and 12 is 31 August":               {"2026-08-31", 12, "2027-08-31"},
		"31 August and 6 is 28 February":              {"2026-08-31", 6, "2027-02-28"},
		"31 August and 6 is 29 February in leap year": {"2027-08-31", 6, "2028-02-29"},
		"29 February and 12 is 28 February":           {"2024-02-29", 12, "2025-02-28"},
		"29 February and 48 is 29 February":           {"2024-02-29", 48, "2028-02-29"},
		"29 February of 2096 and 48 is 28 February":   {"2096-02-29", 48, "2100-02-28"},
		"31 March minus 1 is 28 February":             {"2026-03-31", -1, "2026-02-28"},
		"31 January minus 2 is 30 November":           {"2026-01-31", -2, "2025-11-30"},
		"January minus 1 is December":                 {"2026-01-15", -1, "2025-12-15"},
		"none":                                        {"2026-01-31", 0, "2026-01-31"},
		"unknown stays unknown":                       {"", 12, ""},
		"held at the last day":                        {"9999-12-31", 1, estate.MaxDate},
		"held at the first day":                       {"0001-01-01", -1, estate.MinDate},
	} {
		if got := test.from.AddMonths(test.months); got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
}

// Two options of 6 months from 31 August end on 31 August, not 28 August, because all months are
// added to the start at once.
func TestMonthsAddUpFromTheBaseDate(t *testing.T) {
	base := estate.Date("2026-08-31")
	if stepwise, once := base.AddMonths(6).AddMonths(6), base.AddMonths(12); stepwise != "2027-08-28" || once != "2027-08-31" {
		t.Errorf("stepwise %s, once %s", stepwise, once)
	}
}

func TestAddMonthsKeepsTheMonth(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		from := drawDay(rt)
		n := rapid.IntRange(-600, 600).Draw(rt, "months")
		got := from.AddMonths(n)
		f, g := from.Time(), got.Time()
		if months := (g.Year()-f.Year())*12 + int(g.Month()-f.Month()); months != n {
			rt.Errorf("%s and %d months is %s, %d months on", from, n, got, months)
		}
		next := got.AddDays(1).Time()
		if g.Day() != f.Day() && (g.Day() > f.Day() || next.Month() == g.Month()) {
			rt.Errorf("%s and %d months is %s: neither the day nor the month's last", from, n, got)
		}
	})
}

func drawDay(rt *rapid.T) estate.Date {
	day := rapid.IntRange(0, 60_000).Draw(rt, "day")
	return estate.Date("1950-01-01").AddDays(day)
}

func TestAddDays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		from, n := drawDay(rt), rapid.IntRange(-10_000, 10_000).Draw(rt, "days")
		if got := from.DaysUntil(from.AddDays(n)); got != n {
			rt.Errorf("%s and %d days is %d days on", from, n, got)
		}
	})
	for name, test := range map[string]struct {
		from estate.Date
		days int
		want estate.Date
	}{
		"over a leap day":       {"2028-02-28", 1, "2028-02-29"},
		"over no leap day":      {"2100-02-28", 1, "2100-03-01"},
		"held at the last day":  {estate.MaxDate, 1, estate.MaxDate},
		"held at the first day": {estate.MinDate, -1, estate.MinDate},
		"unknown stays unknown": {"", 1, ""},
	} {
		if got := test.from.AddDays(test.days); got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]estate.Date{
		"2025-04-01": "2025-04-01", "2025-04-01T00:00:00+01:00": "2025-04-01", "2025-03-31T23:30:00Z": "2025-03-31", "2025-04-01 09:00": "2025-04-01",
		"2024-02-29": "2024-02-29", "2025-02-29": "", "2025-4-1": "", "01/04/2025": "", "": "", "0000-01-01": "", "2025-04-01x": "", "2025-13-01": "",
	} {
		got, err := estate.ParseDate(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, error %v, want %q", text, got, err, want)
		}
	}
}

// The day is the one written, in the zone it is written in.
func TestDateOf(t *testing.T) {
	summer := time.Date(2025, 4, 1, 0, 0, 0, 0, time.FixedZone("BST", 3600))
	if got := estate.DateOf(summer); got != "2025-04-01" {
		t.Errorf("got %s", got)
	}
	if got := estate.DateOf(summer.UTC()); got != "2025-03-31" {
		t.Errorf("got %s", got)
	}
}

func TestBeforeAndAfter(t *testing.T) {
	if !estate.Date("2025-12-31").Before("2026-01-01") || estate.Date("2026-01-01").Before("2026-01-01") || !estate.Date("2026-01-01").After("2025-12-31") {
		t.Error("the order of days is wrong")
	}
	if u := estate.Date(""); u.Before("2026-01-01") || u.After("2026-01-01") || estate.Date("2026-01-01").Before(u) || estate.Date("2026-01-01").After(u) {
		t.Error("an unknown day is before or after another")
	}
}

func TestStatedDates(t *testing.T) {
	type meaning struct {
		First, Last estate.Date
		Precision   estate.Precision
	}
	for text, want := range map[estate.StatedDate]meaning{
		"2017":       {"2017-01-01", "2017-12-31", estate.PrecisionYear},
		"2017-05":    {"2017-05-01", "2017-05-31", estate.PrecisionMonth},
		"2024-02":    {"2024-02-01", "2024-02-29", estate.PrecisionMonth},
		"2025-02":    {"2025-02-01", "2025-02-28", estate.PrecisionMonth},
		"9999-12":    {"9999-12-01", "9999-12-31", estate.PrecisionMonth},
		"2017-05-01": {"2017-05-01", "2017-05-01", estate.PrecisionDay},
		"":           {},
	} {
		if diff := cmp.Diff(want, meaning{text.First(), text.Last(), text.Precision()}); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
		var read estate.StatedDate
		if err := read.UnmarshalText([]byte(text)); err != nil || read != text {
			t.Errorf("%q is read as %q, error %v", text, read, err)
		}
	}
	for _, text := range []string{"17", "2017-13", "2017-5", "2025-02-29", "May 2017", "2017-05-01T00:00:00Z", "0000"} {
		if got, err := estate.ParseStatedDate(text); err == nil {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}
