package estate_test

import (
	"math/big"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func total(pence int64) *estate.Value {
	return &estate.Value{MinPence: pence, MaxPence: pence, Basis: estate.BasisTotal, VAT: estate.VATExcluded}
}

func TestAnnual(t *testing.T) {
	worked := func(pence int64, assumed bool) *estate.AnnualValue {
		return &estate.AnnualValue{Pence: pence, VAT: estate.VATExcluded, Derived: true, TermAssumed: assumed}
	}
	imprecise := func(pence int64) *estate.AnnualValue {
		a := worked(pence, true)
		a.Imprecise = true
		return a
	}
	stated := func(pence int64) *estate.AnnualValue {
		return &estate.AnnualValue{Pence: pence, VAT: estate.VATExcluded}
	}
	iWorld := total(569_176_97)
	iWorld.AnnualPence = new(int64(142_294_24))
	ofTerm := total(1_601_359_00)
	ofTerm.TermMonths = new(48)
	perYear := total(31_846_00)
	perYear.Basis = estate.BasisPerYear
	estimate, between := total(100), &estate.Value{MinPence: 1, MaxPence: 2, Basis: estate.BasisRange}
	estimate.Basis = estate.BasisEstimate
	both := *estimate
	both.AnnualPence = new(int64(50))
	for name, test := range map[string]struct {
		contract estate.Contract
		want     *estate.AnnualValue
	}{
		"hillingdon 2022: 1,688,800 over 36 months": {estate.Contract{StartDate: "2022-08-01", EndDate: "2025-07-31", Value: total(1_688_800_00)}, worked(562_933_33, true)},
		"hillingdon 2025: 5,043,000 over 60 months": {estate.Contract{StartDate: "2025-08-01", EndDate: "2030-07-31", Value: total(5_043_000_00)}, worked(1_008_600_00, true)},
		"haringey's iWorld: stated with the total":  {estate.Contract{StartDate: "2023-04-16", EndDate: "2027-04-15", Value: iWorld}, stated(142_294_24)},
		"lambeth's Xpress: stated by the year":      {estate.Contract{Rolling: true, Value: perYear}, stated(31_846_00)},
		"sutton's ERP: stated for four years":       {estate.Contract{Value: ofTerm}, worked(400_339_75, false)},
		"a stated initial term before the dates":    {estate.Contract{StartDate: "2024-01-01", EndDate: "2028-12-31", TermMonths: new(24), Value: total(200_00)}, worked(100_00, true)},
		// 2026-04-06 to 2028-11-30 is 970 days: 465,885 × 365.25 / 970 = 175,427.3157…
		"harrow's legal library: not whole months": {estate.Contract{StartDate: "2026-04-06", EndDate: "2028-11-30", Value: total(465_885_00)}, worked(175_427_32, true)},
		// One day over a year: 366 days, 365.25 × 366 / 366.
		"a day too many":                      {estate.Contract{StartDate: "2026-01-01", EndDate: "2027-01-01", Value: total(366_00)}, worked(365_25, true)},
		"half a penny goes up":                {estate.Contract{StartDate: "2026-01-01", EndDate: "2027-12-31", Value: total(1)}, worked(1, true)},      // 0.5
		"less than half goes down":            {estate.Contract{StartDate: "2026-01-01", EndDate: "2028-12-31", Value: total(1)}, worked(0, true)},      // 0.33
		"a month to a leap day":               {estate.Contract{StartDate: "2024-01-31", EndDate: "2024-02-28", Value: total(100)}, worked(1200, true)}, // free on 29 February
		"nothing stated":                      {estate.Contract{StartDate: "2026-01-01", EndDate: "2027-12-31"}, nil},
		"an estimate":                         {estate.Contract{StartDate: "2026-01-01", EndDate: "2027-12-31", Value: estimate}, nil},
		"an estimate with an annual value":    {estate.Contract{StartDate: "2026-01-01", EndDate: "2027-12-31", Value: &both}, nil},
		"a range":                             {estate.Contract{StartDate: "2026-01-01", EndDate: "2027-12-31", Value: between}, nil},
		"a total, no start":                   {estate.Contract{EndDate: "2027-12-31", Value: total(100)}, nil},
		"a total, no end":                     {estate.Contract{StartDate: "2026-01-01", Value: total(100)}, nil},
		"a total, rolling":                    {estate.Contract{StartDate: "2026-01-01", Rolling: true, Value: total(100)}, nil},
		"march 2024 to march 2027: 36 months": {estate.Contract{StartDate: "2024-03", EndDate: "2027-03", Value: total(300_00)}, imprecise(100_00)},
		"2025 to 2030: 60 months":             {estate.Contract{StartDate: "2025", EndDate: "2030", Value: total(500_00)}, imprecise(100_00)},
		"one year named twice: its bounds":    {estate.Contract{StartDate: "2025", EndDate: "2025", Value: total(100_00)}, imprecise(100_00)},
		"a day and a month: from the bound":   {estate.Contract{StartDate: "2024-04-01", EndDate: "2027-03", Value: total(300_00)}, imprecise(100_00)},
		"a month and a year: from the bounds": {estate.Contract{StartDate: "2024-01", EndDate: "2026", Value: total(300_00)}, imprecise(100_00)},
		"a stated term needs no dates":        {estate.Contract{StartDate: "2025", EndDate: "2030", TermMonths: new(12), Value: total(100)}, worked(100, true)},
		"an end with an option in it: the initial term is not known": {
			estate.Contract{StartDate: "2024-01-01", EndDate: "2026-12-31", Extensions: options(estate.ExtensionTaken, 12), Value: total(300)}, nil,
		},
	} {
		if diff := cmp.Diff(test.want, test.contract.Annual()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	// RULES 5: 1.79 times.
	if times := 1_008_600_00 * 100 / 562_933_33; times != 179 {
		t.Errorf("%d hundredths", times)
	}
}

// Over whole months, the price per year is within half a penny of the total times 12 divided by the
// months.
func TestAnnualIsTheNearestPenny(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		start, months := drawDay(rt), rapid.IntRange(1, 240).Draw(rt, "months")
		pence := rapid.Int64Range(0, 1_000_000_000_000).Draw(rt, "pence")
		c := &estate.Contract{StartDate: estate.StatedDate(start), TermMonths: &months, Value: total(pence)}
		exact := big.NewRat(pence*12, int64(months))
		off := exact.Sub(new(big.Rat).SetInt64(c.Annual().Pence), exact)
		if off.Cmp(big.NewRat(1, 2)) > 0 || off.Cmp(big.NewRat(-1, 2)) <= 0 {
			rt.Errorf("%d pence over %d months is %d a year, off by %s", pence, months, c.Annual().Pence, off)
		}
		// The same holds with an end instead of a term, if the months are whole.
		end := start.AddMonths(months).AddDays(-1)
		byEnd := &estate.Contract{StartDate: estate.StatedDate(start), EndDate: estate.StatedDate(end), Value: total(pence)}
		if diff := cmp.Diff(c.Annual(), byEnd.Annual()); diff != "" {
			rt.Errorf("from %s to %s (-by term +by end):\n%s", start, end, diff)
		}
	})
}

func TestAmount(t *testing.T) {
	for pence, want := range map[int64]string{736_466_00: "736466.00", 5: "0.05", 0: "0.00", -7: "-0.07", -123_45: "-123.45", 1_000_01: "1000.01"} {
		if got := (estate.Money{Pence: pence}).Amount(); got != want {
			t.Errorf("%d pence is %s, want %s", pence, got, want)
		}
	}
}
