package estate_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

func TestHHI(t *testing.T) {
	for name, test := range map[string]struct {
		weights []int64
		want    string
	}{
		"nothing":                    {nil, ""},
		"nothing but zeroes":         {[]int64{0, 0}, ""},
		"one has all":                {[]int64{7}, "10000.00"},
		"one has all there is":       {[]int64{7, 0, 0}, "10000.00"},
		"halves":                     {[]int64{3, 3}, "5000.00"},
		"quarters":                   {[]int64{1, 1, 1, 1}, "2500.00"},
		"thirds, half up":            {[]int64{1, 1, 1}, "3333.33"},
		"two thirds":                 {[]int64{2, 1}, "5555.56"},
		"sums beyond 64 bits":        {[]int64{1 << 62, 1 << 62, 1 << 62, 1 << 62}, "2500.00"},
		"one among a million":        {append(make([]int64, 1_000_000), 1), "10000.00"},
		"a penny and a large amount": {[]int64{1, 99_999_999}, "10000.00"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := estate.HHI(test.weights); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// drawnShares draws the shares of a few vendors, by name.
func drawnShares(rt *rapid.T) []estate.Keyed[*estate.VendorPart] {
	var shares []estate.Keyed[*estate.VendorPart]
	for i := range rapid.IntRange(0, 8).Draw(rt, "vendors") {
		p := &estate.VendorPart{Vendor: estate.ID(fmt.Sprintf("Supplier:%d", i)), ContractCount: rapid.IntRange(1, 5).Draw(rt, "contracts")}
		if rapid.Bool().Draw(rt, "known") {
			p.AnnualPence, p.KnownCount = new(rapid.Int64Range(0, 1_000_000_000_00).Draw(rt, "pence")), 1
		}
		shares = append(shares, estate.Keyed[*estate.VendorPart]{Row: p, Key: estate.TextKey("one name", p.Vendor)})
	}
	return shares
}

// Shares fall, and the last cumulative share is the whole. Neither the order nor the unit of the
// amounts matters.
func TestWeigh(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		shares := drawnShares(rt)
		c := &estate.Concentration{Shares: slices.Clone(shares), Query: estate.ConcentrationQuery{By: rapid.SampledFrom(estate.Measures).Draw(rt, "by")}}
		c.Weigh()
		var before *big.Rat
		for i, s := range c.Shares {
			if (s.Row.Share == "") != (c.Query.By == estate.MeasureValue && s.Row.KnownCount == 0 || c.HHI == "") {
				rt.Errorf("%s has the share %q", s.Row.Vendor, s.Row.Share)
			}
			if share, ok := new(big.Rat).SetString(s.Row.Share); ok {
				if before != nil && share.Cmp(before) > 0 {
					rt.Errorf("share %d is %s, after %s", i, share.FloatString(2), before.FloatString(2))
				}
				before = share
			}
		}
		if n := len(c.Shares); n > 0 && c.HHI != "" && c.Shares[n-1].Row.CumulativeShare != "100.00" {
			rt.Errorf("all together are %s per cent", c.Shares[n-1].Row.CumulativeShare)
		}
		index, ok := new(big.Rat).SetString(c.HHI)
		if ok && (index.Sign() <= 0 || index.Cmp(big.NewRat(10_000, 1)) > 0) {
			rt.Errorf("the index is %s", c.HHI)
		}
	})
}

// The pages of a list in memory, joined, are the list, forwards and backwards.
func TestPageWithin(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var all []estate.Keyed[int]
		for i := range rapid.IntRange(0, 7).Draw(rt, "rows") {
			all = append(all, estate.Keyed[int]{Row: i, Key: fmt.Sprintf("%d", i)})
		}
		w := estate.FirstPage(rapid.IntRange(1, 3).Draw(rt, "page"))
		w.Backward, w.Total = rapid.Bool().Draw(rt, "backward"), true
		var joined []estate.Keyed[int]
		for more := true; more; {
			page := estate.PageWithin(w, all)
			if *page.Total != len(all) {
				rt.Fatalf("the total is %d", *page.Total)
			}
			if more = page.HasNextPage; w.Backward {
				joined, more = append(slices.Clone(page.Rows), joined...), page.HasPreviousPage
			} else {
				joined = append(joined, page.Rows...)
			}
			if n := len(page.Rows); n > 0 && w.Backward {
				w.Before = page.Rows[0].Key
			} else if n > 0 {
				w.After = page.Rows[n-1].Key
			}
		}
		if !slices.Equal(joined, all) {
			rt.Errorf("pages joined are %v, want %v", joined, all)
		}
	})
}
