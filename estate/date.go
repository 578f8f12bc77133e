package estate

import (
	"fmt"
	"time"
)

// Date is a calendar day as written, "2006-01-02"; empty if unknown. Dates compare with < as text,
// which both databases do alike.
type Date string

// The first and the last day that a span can have.
const (
	MinDate Date = "0001-01-01"
	MaxDate Date = "9999-12-31"
)

const dateLayout = "2006-01-02"

// ParseDate parses a calendar day. It drops a time and an offset after the day without converting
// them: 2025-04-01T00:00:00+01:00 is 1 April.
func ParseDate(s string) (Date, error) {
	day := s
	if len(day) > len(dateLayout) && (day[len(dateLayout)] == 'T' || day[len(dateLayout)] == ' ') {
		day = day[:len(dateLayout)]
	}
	t, err := time.Parse(dateLayout, day)
	if err != nil || t.Year() < 1 {
		return "", Invalidf("%q is not a date: write year, month and day as 2026-11-23", s)
	}
	return Date(day), nil
}

// DateOf returns the calendar day of an instant in the instant's own time zone.
func DateOf(t time.Time) Date { return Date(t.Format(dateLayout)) }

// IsZero reports whether the day is unknown.
func (d Date) IsZero() bool { return d == "" }

// Before reports whether d comes before e. It is false if either day is unknown.
func (d Date) Before(e Date) bool { return d != "" && e != "" && d < e }

// After reports whether d comes after e. It is false if either day is unknown.
func (d Date) After(e Date) bool { return e.Before(d) }

// Time returns midnight UTC of the day, or the zero Time if the day is unknown.
func (d Date) Time() time.Time {
	t, err := time.Parse(dateLayout, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// AddDays returns the day n days later, kept within MinDate and MaxDate. An unknown day stays
// unknown.
func (d Date) AddDays(n int) Date {
	if d == "" {
		return ""
	}
	return clampDate(d.Time().AddDate(0, 0, n))
}

// AddMonths returns the day n months later, clamped to the last day of its month: 31 August plus 6
// months is 28 February (RULES 1). An unknown day stays unknown.
func (d Date) AddMonths(n int) Date {
	if d == "" {
		return ""
	}
	t := d.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return clampDate(first.AddDate(0, 0, min(t.Day(), last)-1))
}

// DaysUntil returns the number of days from d to e; negative if e is earlier.
func (d Date) DaysUntil(e Date) int {
	return int(e.Time().Unix()/86400 - d.Time().Unix()/86400)
}

func clampDate(t time.Time) Date {
	switch {
	case t.Year() < 1:
		return MinDate
	case t.Year() > 9999:
		return MaxDate
	}
	return Date(t.Format(dateLayout))
}

// StatedDate is a date at the precision that its source states: "2017", "2017-05" or "2017-05-01".
// A day that no source states is never stored. Empty is unknown.
type StatedDate string

// Precision is how much of a StatedDate its source gave.
type Precision string

// The precisions of a StatedDate.
const (
	PrecisionDay   Precision = "DAY"
	PrecisionMonth Precision = "MONTH"
	PrecisionYear  Precision = "YEAR"
)

var statedLayouts = map[int]struct {
	layout    string
	precision Precision
}{
	4:  {"2006", PrecisionYear},
	7:  {"2006-01", PrecisionMonth},
	10: {dateLayout, PrecisionDay},
}

// ParseStatedDate parses a year, a month or a day.
func ParseStatedDate(s string) (StatedDate, error) {
	l, ok := statedLayouts[len(s)]
	if ok {
		if t, err := time.Parse(l.layout, s); err == nil && t.Year() >= 1 {
			return StatedDate(s), nil
		}
	}
	return "", Invalidf("%q is not a date: write 2017, 2017-05 or 2017-05-01", s)
}

// IsZero reports whether no date is stated.
func (s StatedDate) IsZero() bool { return s == "" }

// Precision returns what the source gave; empty if no date is stated.
func (s StatedDate) Precision() Precision { return statedLayouts[len(s)].precision }

// First returns the first day that the date can mean. A start counts from it.
func (s StatedDate) First() Date {
	switch s.Precision() {
	case PrecisionYear:
		return Date(s + "-01-01")
	case PrecisionMonth:
		return Date(s + "-01")
	case PrecisionDay:
	}
	return Date(s)
}

// Last returns the last day that the date can mean. An end and an evidence date count to it.
func (s StatedDate) Last() Date {
	switch s.Precision() {
	case PrecisionYear:
		return Date(s + "-12-31")
	case PrecisionMonth:
		return clampDate(s.First().Time().AddDate(0, 1, -1))
	case PrecisionDay:
	}
	return Date(s)
}

// UnmarshalText decodes a StatedDate in a fact. A malformed one is an error.
func (s *StatedDate) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*s = ""
		return nil
	}
	v, err := ParseStatedDate(string(b))
	if err != nil {
		return fmt.Errorf("stated date: %w", err)
	}
	*s = v
	return nil
}
