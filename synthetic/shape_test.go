package synthetic_test

import (
	"maps"
	"slices"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/synthetic"
)

// The bands that an estate's shape must lie in, as shares of its contracts (or of what the name
// says).
var bands = map[string]struct{ least, most float64 }{
	"one party":                   {0.75, 0.92},
	"three parties or more":       {0.03, 0.12},
	"more than seven parties":     {0, 0},
	"no supplier named":           {0.04, 0.11},
	"supplier withheld":           {0.003, 0.03},
	"several suppliers":           {0.02, 0.10},
	"of the first supplier":       {0.01, 0.09},
	"of the first ten suppliers":  {0.08, 0.35},
	"no system named":             {0.08, 0.22},
	"options unknown":             {0.30, 0.55},
	"no options":                  {0.08, 0.22},
	"options open":                {0.30, 0.60},
	"options taken":               {0.02, 0.15},
	"rolling":                     {0.02, 0.08},
	"break":                       {0.01, 0.08},
	"deadline":                    {0.01, 0.08},
	"end unknown":                 {0.08, 0.25},
	"start unknown":               {0.04, 0.14},
	"value unknown":               {0.18, 0.33},
	"value a year":                {0.08, 0.22},
	"value a range":               {0.01, 0.09},
	"value an estimate":           {0.05, 0.16},
	"with successor":              {0.06, 0.18},
	"in term":                     {0.25, 0.70},
	"past end":                    {0.05, 0.50},
	"unknown term":                {0.03, 0.25},
	"not started":                 {0.02, 0.20},
	"suppliers renamed":           {0.04, 0.16},
	"suppliers bought":            {0.04, 0.13},
	"suppliers bought, undated":   {0.001, 0.05},
	"deployments under contracts": {0.01, 0.9},
}

func TestShape(t *testing.T) {
	for _, contracts := range []int{3000, 20_000} {
		for seed := range int64(3) {
			shape := shapeOf(parts(t, ground(t), contracts, seed))
			for what, band := range bands {
				if got := shape[what]; got < band.least || got > band.most {
					t.Errorf("%d contracts of seed %d, %s: %.3f, want %.3f to %.3f", contracts, seed, what, got, band.least, band.most)
				}
			}
			for what := range shape {
				if _, ok := bands[what]; !ok {
					t.Errorf("%s has no band", what)
				}
			}
		}
	}
}

// shapeOf returns the shares that bands names.
func shapeOf(parts []*estate.Changes) map[string]float64 {
	shape := map[string]float64{}
	tally := func(what string, is bool) {
		if is {
			shape[what]++
		}
	}
	all := &estate.Changes{}
	for _, p := range parts {
		all.Suppliers = append(all.Suppliers, p.Suppliers...)
		all.Contracts = append(all.Contracts, p.Contracts...)
		all.Deployments = append(all.Deployments, p.Deployments...)
		all.Evidence = append(all.Evidence, p.Evidence...)
	}
	first := map[estate.ID]estate.Date{}
	for _, e := range all.Evidence {
		if on := e.AsOf.Last(); on != "" && (first[e.Subject] == "" || on < first[e.Subject]) {
			first[e.Subject] = on
		}
	}
	sold := map[estate.ID]int{}
	for _, k := range all.Contracts {
		k.Reading = estate.Reading{Earliest: first[k.ID], Newest: first[k.ID]}
		for _, s := range k.Suppliers {
			sold[s.Supplier]++
		}
		tallyContract(tally, k)
	}
	most := slices.Sorted(maps.Values(sold))
	slices.Reverse(most)
	shape["of the first supplier"] = float64(most[0])
	for _, n := range most[:10] {
		shape["of the first ten suppliers"] += float64(n)
	}
	for what := range shape {
		shape[what] /= float64(len(all.Contracts))
	}
	for _, s := range all.Suppliers {
		part := 1 / float64(len(all.Suppliers))
		if slices.ContainsFunc(s.Names, func(n estate.DatedName) bool { return n.Earlier }) {
			shape["suppliers renamed"] += part
		}
		if i := slices.IndexFunc(s.Events, func(e estate.SupplierEvent) bool { return e.Kind == estate.EventAcquired }); i >= 0 {
			shape["suppliers bought"] += part
			if s.Events[i].Undated() {
				shape["suppliers bought, undated"] += part
			}
		}
	}
	for _, d := range all.Deployments {
		if len(d.Contracts) > 0 {
			shape["deployments under contracts"] += 1 / float64(len(all.Deployments))
		}
	}
	return shape
}

func tallyContract(tally func(string, bool), k *estate.Contract) {
	has := func(states ...estate.ExtensionState) bool {
		return slices.ContainsFunc(k.Extensions, func(x estate.Extension) bool { return slices.Contains(states, x.State) })
	}
	worth := func(basis estate.ValueBasis) bool { return k.Value != nil && k.Value.Basis == basis }
	term := estate.TermOn(k, synthetic.Day).Term
	tally("one party", len(k.Parties) == 1)
	tally("three parties or more", len(k.Parties) >= 3)
	tally("more than seven parties", len(k.Parties) > 7)
	tally("no supplier named", len(k.Suppliers) == 0)
	tally("supplier withheld", k.SuppliersWithheld)
	tally("several suppliers", len(k.Suppliers) > 1)
	tally("no system named", len(k.Systems) == 0)
	tally("options unknown", k.Extensions == nil)
	tally("no options", k.Extensions != nil && len(k.Extensions) == 0)
	tally("options open", has(estate.ExtensionUnknown, estate.ExtensionAvailable))
	tally("options taken", has(estate.ExtensionTaken))
	tally("rolling", k.Rolling)
	tally("break", len(k.Breaks) > 0)
	tally("deadline", len(k.Deadlines) > 0)
	tally("end unknown", k.CountedEnd() == "")
	tally("start unknown", k.StartDate == "")
	tally("value unknown", k.Value == nil)
	tally("value a year", worth(estate.BasisPerYear))
	tally("value a range", worth(estate.BasisRange))
	tally("value an estimate", worth(estate.BasisEstimate))
	tally("with successor", k.Successor != "")
	tally("in term", term == estate.TermInTerm)
	tally("past end", term == estate.TermPastEnd)
	tally("unknown term", term == estate.TermUnknown)
	tally("not started", term == estate.TermNotStarted)
}
