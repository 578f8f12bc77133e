package synthetic

import (
	"math/rand/v2"

	"boroughgraph/estate"
)

// dice draws random values.
type dice struct{ *rand.Rand }

// in1000 returns true n times in 1,000.
func (d *dice) in1000(n int) bool { return d.IntN(1000) < n }

// one returns one of the values; all are equally likely.
func one[T any](d *dice, from ...T) T { return from[d.IntN(len(from))] }

// skewed draws a number from 0 to n-1. Low numbers come up far more often: if n is in the
// thousands, 0 gets 2 to 3 of 100 draws.
func (d *dice) skewed(n int) *rand.Zipf { return rand.NewZipf(d.Rand, 1.1, 8, uint64(n-1)) }

// before returns a day up to some years before another; later days are more likely.
func (d *dice) before(day estate.Date, years int) estate.Date {
	u := d.Float64()
	return day.AddDays(-int(u * u * float64(years) * 365.25))
}

// between returns a day from one day to another, both included.
func (d *dice) between(from, to estate.Date) estate.Date {
	return from.AddDays(d.IntN(from.DaysUntil(to) + 1))
}

// stated returns a day as sources write it: in 50 of 1,000 only the month, in 20 only the year.
func (d *dice) stated(day estate.Date) estate.StatedDate {
	switch n := d.IntN(1000); {
	case n < 20:
		return estate.StatedDate(day[:len("2026")])
	case n < 70:
		return estate.StatedDate(day[:len("2026-11")])
	}
	return estate.StatedDate(day)
}

// pence returns, in pence, an amount in whole pounds from 1,000 to 9,999,999; a tenth of the
// amounts are above a million. It draws whole numbers, which are the same on every machine.
func (d *dice) pence() int64 {
	unit := one(d, int64(1_000), 10_000, 10_000, 10_000, 100_000, 100_000, 100_000, 100_000, 100_000, 1_000_000)
	return (unit + d.Int64N(9*unit)) * 100
}
