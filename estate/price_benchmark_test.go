package estate_test

import (
	"math"
	"slices"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func amounts(pence ...int64) []estate.Money {
	all := make([]estate.Money, len(pence))
	for i, p := range pence {
		all[i] = estate.Money{Pence: p, VAT: estate.VATExcluded}
	}
	return all
}

func TestSpread(t *testing.T) {
	for name, test := range map[string]struct {
		amounts []estate.Money
		want    estate.Spread
	}{
		"nothing": {nil, estate.Spread{VAT: estate.VATUnknown}},
		"three have no quartiles": {amounts(3, 1, 2), estate.Spread{
			Count: 3, VAT: estate.VATExcluded, Min: new(int64(1)), Max: new(int64(3)),
		}},
		// 100 and 3/4 of the way to 200; half way from 200 to 400; 400 and 1/4 of the way to 1000.
		"four have no fences": {amounts(400, 100, 1000, 200), estate.Spread{
			Count: 4, VAT: estate.VATExcluded, Min: new(int64(100)), LowerQuartile: new(int64(175)), Median: new(int64(300)),
			UpperQuartile: new(int64(550)), Max: new(int64(1000)),
		}},
		// The second, third and fourth; 1.5 times 2 beyond.
		"five": {amounts(1, 2, 3, 4, 50), estate.Spread{
			Count: 5, VAT: estate.VATExcluded, Min: new(int64(1)), LowerQuartile: new(int64(2)), Median: new(int64(3)),
			UpperQuartile: new(int64(4)), Max: new(int64(50)), LowerFence: new(int64(-1)), UpperFence: new(int64(7)),
		}},
		// Quartiles 2.25, 3.5 and 4.75, half up; the fences from the exact ones: 2.25 - 3.75 and
		// 4.75 + 3.75.
		"rounded at the end": {amounts(1, 2, 3, 4, 5, 6), estate.Spread{
			Count: 6, VAT: estate.VATExcluded, Min: new(int64(1)), LowerQuartile: new(int64(2)), Median: new(int64(4)),
			UpperQuartile: new(int64(5)), Max: new(int64(6)), LowerFence: new(int64(-2)), UpperFence: new(int64(9)),
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, estate.SpreadOf(test.amounts), cmpopts.IgnoreUnexported(estate.Spread{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestOutliers(t *testing.T) {
	for name, test := range map[string]struct {
		amounts []estate.Money
		pence   int64
		want    estate.Outlier
	}{
		"within":                       {amounts(1, 2, 3, 4, 50), 4, ""},
		"on the fence":                 {amounts(1, 2, 3, 4, 50), 7, ""},
		"above":                        {amounts(1, 2, 3, 4, 50), 8, estate.OutlierHigh},
		"below":                        {amounts(-50, 2, 3, 4, 5), -50, estate.OutlierLow},
		"four are too few to tell":     {amounts(1, 2, 3, 1000), 1000, ""},
		"beyond a fence of 8.5, not 9": {amounts(1, 2, 3, 4, 5, 6), 9, estate.OutlierHigh},
		"where all cost the same":      {amounts(5, 5, 5, 5, 6), 6, estate.OutlierHigh},
	} {
		if got := estate.SpreadOf(test.amounts).Outlier(test.pence); got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

// Quartiles are sorted, and agree with a computation in floating point, in whatever order the
// amounts are given.
func TestSpreadIsOrdered(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		pence := rapid.SliceOfN(rapid.Int64Range(0, 1_000_000_00), 4, 12).Draw(rt, "pence")
		s := estate.SpreadOf(amounts(pence...))
		points := []int64{*s.Min, *s.LowerQuartile, *s.Median, *s.UpperQuartile, *s.Max}
		if !slices.IsSorted(points) {
			rt.Errorf("the points are %v", points)
		}
		slices.Sort(pence)
		for k, got := range map[float64]int64{0.25: points[1], 0.5: points[2], 0.75: points[3]} {
			place := k * float64(len(pence)-1)
			at := int(place)
			want := float64(pence[at])
			if at+1 < len(pence) {
				want += (place - float64(at)) * float64(pence[at+1]-pence[at])
			}
			if math.Abs(want-float64(got)) > 0.51 {
				rt.Errorf("at %v it is %d, want %v", k, got, want)
			}
		}
	})
}

// 100 pence over 36 months are 33.33 a year and 3,333.33 for each 1,000 of 10 residents, not 3,300.
func TestPerThousandResidentsIsRoundedOnce(t *testing.T) {
	price := &estate.ContractPrice{
		Contract: &estate.Contract{
			ID: "Contract:1", Parties: []estate.ContractParty{{Borough: "Borough:1"}}, Value: total(100), TermMonths: new(36),
		},
		Boroughs: []*estate.Borough{{ID: "Borough:1", Population: new(10)}},
		Alone:    true,
	}
	estate.NewPriceBenchmark("System:1", "2026-11-23", []*estate.ContractPrice{price}, estate.NewCoverage())
	if price.Annual.Pence != 33 || price.PerThousandPence == nil || *price.PerThousandPence != 3333 {
		t.Errorf("%d a year, %v for each 1,000 residents; want 33 and 3333", price.Annual.Pence, price.PerThousandPence)
	}
}

func TestUnknownServices(t *testing.T) {
	for services, want := range map[int]bool{0: true, 1: false} {
		c := &estate.Contract{Services: make([]estate.ID, services)}
		if got := slices.Contains(c.UnknownFields(), "services"); got != want {
			t.Errorf("with %d services, services are unknown: %t", services, got)
		}
	}
}
