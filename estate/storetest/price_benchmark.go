package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

// benchmark writes a PriceBenchmark as text: the spread of the prices, then each price, then the
// coverage.
func benchmark(b *estate.PriceBenchmark) []string {
	lines := []string{"a year: " + spread(b.Annual), "per thousand: " + spread(b.PerThousand)}
	for _, r := range b.Prices {
		p := r.Row
		line := fmt.Sprintf("%s %s %s %s", keyOfID(p.Contract.ID), p.Use, p.Term, strings.Join(each(p.Boroughs, func(b *estate.Borough) string { return b.Slug }), " "))
		if p.Annual != nil {
			line += " " + p.Annual.Money().Amount()
		}
		if p.Residents != nil {
			line += fmt.Sprintf(", %s for each thousand of %d in %v", amount(p.PerThousandPence), *p.Residents, pointed(p.ResidentsYear))
		}
		lines = append(lines, strings.TrimSpace(line+" "+string(p.Outlier)+string(p.OutlierPerThousand)))
	}
	return append(lines, coverage(b.Coverage)...)
}

// spread writes the count and VAT, the minimum, quartiles and maximum, and the two fences.
func spread(s estate.Spread) string {
	points := each([]*int64{s.Min, s.LowerQuartile, s.Median, s.UpperQuartile, s.Max, s.LowerFence, s.UpperFence}, amount)
	return fmt.Sprintf("%d, %s: %s", s.Count, s.VAT, strings.Join(points, " "))
}

const fewPrices = "nothing nothing nothing"

// See fixtureContracts for what covers each system and is for each service. Only Camden's residents
// are known.
var benchmarkAnswers = map[estate.ID][]string{
	// k2 and k17 cover another system too. k20's price is unknown, and no borough is a party to it.
	alpha: {
		"a year: 2, EXCLUDED: 100000.00 " + fewPrices + " 1008600.00 nothing nothing",
		"per thousand: 1, EXCLUDED: 475.88 " + fewPrices + " 475.88 nothing nothing",
		"01 COUNTED IN_TERM camden 100000.00, 475.88 for each thousand of 210136 in 2021",
		"09 COUNTED IN_TERM hillingdon 1008600.00",
		"02 COVERS_MORE IN_TERM hackney 120000.00",
		"17 COVERS_MORE IN_TERM lambeth 120000.00",
		"20 UNKNOWN IN_TERM",
		"7 boroughs, 6 with contracts, 6 contracts, 6 ends known", "ENDED 1: 08",
	},
	alphaPlus: {
		"a year: 3, MIXED: 1000.01 " + fewPrices + " 300000.00 nothing nothing",
		"per thousand: 0, UNKNOWN: nothing " + fewPrices + " nothing nothing nothing",
		"23 COUNTED IN_TERM city-of-london 1000.01",
		"04 COUNTED IN_TERM hillingdon sutton 50000.00",
		"03 COUNTED IN_TERM camden hackney 300000.00",
		"17 COVERS_MORE IN_TERM lambeth 120000.00",
		"15 RANGE IN_TERM camden, nothing for each thousand of 210136 in 2021",
		"7 boroughs, 6 with contracts, 5 contracts, 5 ends known",
	},
	// k2 is for the ledger too, which is in another area. k19's lead is not a borough.
	housing: {
		"a year: 3, EXCLUDED: 100000.00 " + fewPrices + " 1008600.00 nothing nothing",
		"per thousand: 1, EXCLUDED: 475.88 " + fewPrices + " 475.88 nothing nothing",
		"01 COUNTED IN_TERM camden 100000.00, 475.88 for each thousand of 210136 in 2021",
		"03 COUNTED IN_TERM camden hackney 300000.00",
		"09 COUNTED IN_TERM hillingdon 1008600.00",
		"02 COVERS_MORE IN_TERM hackney 120000.00",
		"15 RANGE IN_TERM camden, nothing for each thousand of 210136 in 2021",
		"19 UNKNOWN IN_TERM camden",
		"20 UNKNOWN IN_TERM",
		"25 UNKNOWN IN_TERM hillingdon",
		"7 boroughs, 6 with contracts, 9 contracts, 9 ends known", "PAST_END 1: 06",
	},
	rho: {
		"a year: 0, UNKNOWN: nothing " + fewPrices + " nothing nothing nothing",
		"per thousand: 0, UNKNOWN: nothing " + fewPrices + " nothing nothing nothing",
		"10 ESTIMATE UNKNOWN city-of-london",
		"7 boroughs, 6 with contracts, 1 contracts, 0 ends known",
	},
	education: {
		"a year: 0, UNKNOWN: nothing " + fewPrices + " nothing nothing nothing",
		"per thousand: 0, UNKNOWN: nothing " + fewPrices + " nothing nothing nothing",
		"7 boroughs, 6 with contracts, 0 contracts, 0 ends known",
	},
}

func testPriceBenchmarks(t *testing.T, s estate.Store) {
	got := must(s.PriceBenchmarks(t.Context(), sortedKeys(benchmarkAnswers), today, nil))(t)
	for subject, want := range benchmarkAnswers {
		same(t, string(subject), benchmark(got[subject]), want)
	}
	ended := must(s.PriceBenchmarks(t.Context(), list(alpha), today, terms(estate.TermEnded)))(t)
	same(t, "terms asked for", benchmark(ended[alpha]), []string{
		"a year: 1, EXCLUDED: 562933.33 " + fewPrices + " 562933.33 nothing nothing",
		"per thousand: 0, UNKNOWN: nothing " + fewPrices + " nothing nothing nothing",
		"08 COUNTED ENDED hillingdon 562933.33",
		"7 boroughs, 6 with contracts, 6 contracts, 6 ends known", "IN_TERM 5: 01 02 09 17 20",
	})
	same(t, "nothing", len(must(s.PriceBenchmarks(t.Context(), nil, today, nil))(t)), 0)
}

// benchmark finds the contracts by brute force. The prices are worked out by the rule.
func (o *oracle) benchmark(subject estate.ID, day estate.Date, asked []estate.Term) []string {
	within := list(subject)
	for _, s := range o.facts.Services {
		if s.Area == subject {
			within = append(within, s.ID)
		}
	}
	var prices []*estate.ContractPrice
	reasons, boroughs, number := map[string][]estate.ID{}, byID(o.facts.Boroughs), 0
	for _, c := range o.contracts {
		about := c.Systems
		if subject.Kind() == estate.KindService {
			about = c.Services
		}
		if !meets(within, about) {
			continue
		}
		number++
		term, counted := inScope(c, day, asked)
		if !counted {
			reasons[string(term)] = append(reasons[string(term)], c.ID)
			continue
		}
		parties := each(boroughsIn(c), func(id estate.ID) *estate.Borough { return boroughs[id] })
		slices.SortFunc(parties, func(a, b *estate.Borough) int {
			return cmp.Compare(estate.TextKey(a.Name, a.ID), estate.TextKey(b.Name, b.ID))
		})
		alone := !slices.ContainsFunc(about, func(id estate.ID) bool { return !slices.Contains(within, id) })
		prices = append(prices, &estate.ContractPrice{Contract: c, Term: term, Boroughs: parties, Alone: alone})
	}
	b := estate.NewPriceBenchmark(subject, day, prices, estate.NewCoverage())
	lines := benchmark(b)
	return append(lines[:len(lines)-1], leftOutLines(reasons)...)
}

func checkPriceBenchmarks(rt *rapid.T, s estate.Store, o *oracle, day estate.Date) {
	f := drawFilter(rt, o, day)
	subjects := slices.Concat(idsOf(o.facts.Systems), idsOf(o.facts.Services))
	for subject, b := range must(s.PriceBenchmarks(rt.Context(), subjects, day, f.Terms))(rt) {
		lines := benchmark(b)
		at := 2 + len(b.Prices)
		same(rt, "what others pay for "+string(subject), slices.Delete(lines, at, at+1), o.benchmark(subject, day, f.Terms), loose)
	}
}
