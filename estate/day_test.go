package estate

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Arithmetic on day numbers gives the same as arithmetic on dates, for every day that can be
// stored.
func TestDaysAreDates(t *testing.T) {
	for d := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() <= 9999; d = d.AddDate(0, 0, 1) {
		text, number := DateOf(d), day(d.Unix()/86400)
		if d.Unix() < 0 {
			number = day((d.Unix() - 86399) / 86400)
		}
		if got := dayOf(text); got != number {
			t.Fatalf("%s is day %d, want %d", text, got, number)
		}
		if got := number.date(); got != text {
			t.Fatalf("day %d is %s, want %s", number, got, text)
		}
	}
}

func TestDaysAddMonthsAsDatesDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := day(rapid.IntRange(int(minDay), int(maxDay)).Draw(t, "day"))
		n := rapid.IntRange(-14_000, 14_000).Draw(t, "months")
		if rapid.Bool().Draw(t, "few") {
			n %= 40
		}
		if got, want := d.addMonths(n).date(), d.date().AddMonths(n); got != want {
			t.Fatalf("%s and %d months is %s, want %s", d.date(), n, got, want)
		}
	})
}
