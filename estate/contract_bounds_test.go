package estate_test

import (
	"slices"
	"testing"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

func lets(f estate.ContractFilter, c *estate.Contract) bool {
	end := c.CountedEnd()
	if f.Terms != nil && !slices.Contains(f.Terms, estate.TermOn(c, f.AsOf).Term) {
		return false
	}
	switch {
	case f.EndFrom == "" && f.EndTo == "":
		return true
	case end == "":
		return f.IncludeUnknown
	}
	return f.EndFrom <= end && (f.EndTo == "" || end <= f.EndTo)
}

// Every contract that a filter accepts is within the bounds, in every order.
func TestKeyBounds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawContract(rt)
		f := estate.ContractFilter{
			AsOf: rapid.SampledFrom(someDates[2:]).Draw(rt, "as of").Last(), IncludeUnknown: rapid.Bool().Draw(rt, "unknown"),
			EndFrom: drawDate(rt, "end from").First(), EndTo: drawDate(rt, "end to").Last(),
		}
		if rapid.Bool().Draw(rt, "terms asked for") {
			f.Terms = rapid.SliceOfDistinct(rapid.SampledFrom(estate.Terms), rapid.ID).Draw(rt, "terms")
		}
		if !lets(f, c) {
			return
		}
		for _, o := range estate.ContractOrders {
			first, last := f.KeyBounds(o)
			if key := estate.KeysOf(c).Key(o); key <= first || key >= last {
				rt.Errorf("%s by %s lies outside %q to %q", key, o, first, last)
			}
		}
	})
}

// The bounds leave out what they can.
func TestKeyBoundsNarrow(t *testing.T) {
	inTerm := estate.ContractFilter{AsOf: today, Terms: []estate.Term{estate.TermInTerm, estate.TermUnknown}}
	year := estate.ContractFilter{AsOf: today, EndFrom: "2027-01-01", EndTo: "2027-12-31"}
	for name, tt := range map[string]struct {
		filter estate.ContractFilter
		order  estate.ContractOrder
		end    estate.Date
		within bool
	}{
		"ended before, in term":     {inTerm, estate.ContractsByEndDate, "2026-11-22", false},
		"ends today, in term":       {inTerm, estate.ContractsByEndDate, "2026-11-23", true},
		"unknown, in term":          {inTerm, estate.ContractsByEndDate, "", true},
		"ends before the year":      {year, estate.ContractsByEndDate, "2026-12-31", false},
		"ends on its first day":     {year, estate.ContractsByEndDate, "2027-01-01", true},
		"ends on its last day":      {year, estate.ContractsByEndDate, "2027-12-31", true},
		"ends after it":             {year, estate.ContractsByEndDate, "2028-01-01", false},
		"ends after it, last first": {year, estate.ContractsByEndDateDesc, "2028-01-01", false},
		"its last day, last first":  {year, estate.ContractsByEndDateDesc, "2027-12-31", true},
		"its first day, last first": {year, estate.ContractsByEndDateDesc, "2027-01-01", true},
		"before it, last first":     {year, estate.ContractsByEndDateDesc, "2026-12-31", false},
		"by start":                  {year, estate.ContractsByStartDate, "2026-12-31", true},
	} {
		t.Run(name, func(t *testing.T) {
			key := estate.KeysOf(&estate.Contract{ID: "Contract:one", EndDate: estate.StatedDate(tt.end)}).Key(tt.order)
			if first, last := tt.filter.KeyBounds(tt.order); (first < key && key < last) != tt.within {
				t.Errorf("%q to %q for %q", first, last, key)
			}
		})
	}
}
