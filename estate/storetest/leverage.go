package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

// leverage asks about all boroughs as of today.
func leverage() estate.LeverageQuery { return leverageOn(today) }

func leverageOn(day estate.Date) estate.LeverageQuery {
	return estate.LeverageQuery{Scope: estate.Scope{AsOf: day}}
}

func leverageIn(q estate.LeverageQuery, boroughs ...estate.ID) estate.LeverageQuery {
	q.Boroughs = list(boroughs...)
	return q
}

func leverageOfTerms(q estate.LeverageQuery, ts ...estate.Term) estate.LeverageQuery {
	q.Terms = terms(ts...)
	return q
}

func leverageOfKinds(q estate.LeverageQuery, kinds ...estate.LeverageKind) estate.LeverageQuery {
	q.Kinds = append([]estate.LeverageKind{}, kinds...)
	return q
}

// lost writes a LostLeverage as text: kind, contract and term. If there is a successor, the options
// left unused and the prices before and after follow.
func lost(l *estate.LostLeverage) string {
	line := fmt.Sprintf("%s %s %s", l.Kind, l.Contract.ID.Key(), l.Term)
	if l.Successor == nil {
		return line
	}
	return fmt.Sprintf("%s, then %s: %s; %s to %s, %s times", line, l.Successor.ID.Key(), extensions(l.UnusedOptions()),
		annual(l.Before()), annual(l.After()), pointed(l.PriceRatio()))
}

func annual(a *estate.AnnualValue) string {
	if a == nil {
		return amount(nil)
	}
	return amount(&a.Pence)
}

func extensions(xs []estate.Extension) string {
	return fmt.Sprint(each(xs, func(x estate.Extension) string { return fmt.Sprint(x.Months, " ", x.State) }))
}

const (
	lostK2  = "DIRECT_AWARD k02 IN_TERM"
	lostK8  = "DIRECT_AWARD k08 ENDED"
	awarded = "OPTION_UNUSED k08 ENDED, then k09: [24 LAPSED]; 562933.33 to 1008600.00, 1.79 times"
	lostK6  = "PAST_END_NO_SUCCESSOR k06 PAST_END"
	lostK7  = "ROLLING k07 IN_TERM"
)

var leverageAnswers = map[string]struct {
	query estate.LeverageQuery
	want  []string
}{
	// k13 is not heard of yet, and k21 is STALE.
	"everything":                            {leverage(), []string{lostK2, lostK8, awarded, lostK6, lostK7}},
	"one borough":                           {leverageIn(leverage(), hillingdon), []string{lostK8, awarded}},
	"two boroughs":                          {leverageIn(leverage(), lambeth, hackney), []string{lostK2, lostK6}},
	"a borough without any":                 {leverageIn(leverage(), barnet), nil},
	"no borough":                            {leverageIn(leverage()), nil},
	"options left unused":                   {leverageOfKinds(leverage(), estate.LeverageOption), []string{awarded}},
	"two kinds":                             {leverageOfKinds(leverage(), estate.LeverageRolling, estate.LeveragePastEnd), []string{lostK6, lostK7}},
	"of no kind":                            {leverageOfKinds(leverage()), nil},
	"contracts running":                     {leverageOfTerms(leverage(), estate.TermInTerm), []string{lostK2, lostK7}},
	"contracts that questions do not count": {leverageOfTerms(leverage(), estate.TermStale, estate.TermNotStarted), []string{"DIRECT_AWARD k21 STALE"}},
	"of no term":                            {leverageOfTerms(leverage()), nil},
	"before the successor":                  {leverageIn(leverageOn("2025-07-31"), hillingdon), []string{"DIRECT_AWARD k08 IN_TERM"}},
	"the day it starts":                     {leverageIn(leverageOn("2025-08-01"), hillingdon), []string{lostK8, awarded}},
	"the last day of cover":                 {leverageIn(leverageOn("2025-02-27"), lambeth), nil},
	"the day after it":                      {leverageIn(leverageOn("2025-02-28"), lambeth), []string{lostK6}},
	"rolling, read long ago":                {leverageIn(leverageOn("2027-12-24"), sutton), nil},
}

func testLostLeverage(t *testing.T, s estate.Store) {
	for name, test := range leverageAnswers {
		page := must(s.LostLeverage(t.Context(), test.query, all()))(t)
		same(t, name, each(rowsOf(page), lost), test.want, loose)
		same(t, name+": the total", page.Total, new(len(test.want)))
		for _, row := range page.Rows {
			same(t, name+": the key", row.Key, estate.LeverageKey(row.Row.Kind, row.Row.Contract.ID))
			for _, c := range []*estate.Contract{row.Row.Contract, row.Row.Successor} {
				if c != nil {
					same(t, name+": a contract as it is read by id", c, must(s.ContractsByID(t.Context(), []estate.ID{c.ID}))(t)[c.ID])
				}
			}
		}
	}
	keys := keysOf(must(s.LostLeverage(t.Context(), leverage(), all()))(t))
	for size := range len(keys) + 1 {
		for _, backward := range []bool{false, true} {
			got := joined(t, "pages of lost leverage", size+1, backward, len(keys), func(w estate.Window) estate.Page[*estate.LostLeverage] {
				return must(s.LostLeverage(t.Context(), leverage(), w))(t)
			})
			same(t, "pages of lost leverage", got, keys)
		}
	}
}

func testLostLeverageCoverage(t *testing.T, s estate.Store) {
	everything := []string{
		"7 boroughs, 6 with contracts, 25 contracts, 19 ends known",
		// These are all but k1, which was competed for, and those that have a row.
		"METHOD_UNKNOWN 17: 03 04 05 09 10 12 14 15 16 17 18 19 20 22 23 24 25", "NOT_STARTED 1: 13", "STALE 2: 11 21",
	}
	for name, test := range map[string]struct {
		query estate.LeverageQuery
		want  []string
	}{
		"everything":              {leverage(), everything},
		"rolling needs no method": {leverageOfKinds(leverage(), estate.LeverageRolling), []string{everything[0], "NOT_STARTED 1: 13", "STALE 2: 11 21"}},
		// k2 was awarded directly, so it has a row. k1, k6, k7 and k8 have rows of other kinds or
		// no row.
		"direct awards do": {leverageOfKinds(leverage(), estate.LeverageDirectAward), []string{
			everything[0], "METHOD_UNKNOWN 19: 03 04 05 06 07 09 10 12 14 15 16 17 18 19 20 22 23 24 25", "NOT_STARTED 1: 13", "STALE 2: 11 21",
		}},
		"one borough":                     {leverageIn(leverage(), lambeth), []string{"1 boroughs, 1 with contracts, 4 contracts, 4 ends known", "METHOD_UNKNOWN 3: 05 17 18"}},
		"terms asked for":                 {leverageOfTerms(leverageIn(leverage(), hillingdon), estate.TermEnded), []string{"1 boroughs, 1 with contracts, 4 contracts, 4 ends known", "IN_TERM 3: 04 09 25"}},
		"a borough without any contracts": {leverageIn(leverage(), barnet), []string{"1 boroughs, 0 with contracts, 0 contracts, 0 ends known"}},
		"no borough":                      {leverageIn(leverage()), []string{"0 boroughs, 0 with contracts, 0 contracts, 0 ends known"}},
	} {
		same(t, name, coverage(must(s.LostLeverageCoverage(t.Context(), test.query))(t)), test.want)
	}
}

// lostLeverage returns the rows and what they leave out, by the rules and a walk over every
// contract.
func (o *oracle) lostLeverage(q estate.LeverageQuery) (rows, leftOut []string) {
	var found []*estate.LostLeverage
	reasons := map[string][]estate.ID{}
	held := byID(o.contracts)
	for _, c := range o.contracts {
		if !meets(q.Boroughs, boroughsIn(c)) {
			continue
		}
		term, counted := inScope(c, q.AsOf, q.Terms)
		counted = counted || q.Terms == nil && slices.Contains(estate.LeverageTerms, term)
		standing := slices.DeleteFunc(estate.LeverageSpans(c), func(s estate.Span[estate.LeverageKind]) bool {
			return q.AsOf < s.From || s.To < q.AsOf || !asksLeverage(q, s.Value)
		})
		switch {
		case !counted:
			reasons[string(term)] = append(reasons[string(term)], c.ID)
			continue
		case len(standing) > 0:
		case asksLeverage(q, estate.LeverageOption) && c.Succession != "" && c.Succession <= q.AsOf && c.OptionsUntold():
			reasons["EXTENSIONS_UNKNOWN"] = append(reasons["EXTENSIONS_UNKNOWN"], c.ID)
		case asksLeverage(q, estate.LeverageDirectAward) && estate.CompetedBy(c.Method) == nil:
			reasons["METHOD_UNKNOWN"] = append(reasons["METHOD_UNKNOWN"], c.ID)
		}
		for _, span := range standing {
			row := &estate.LostLeverage{Kind: span.Value, Contract: c, Term: term}
			if span.Value == estate.LeverageOption {
				row.Successor = held[c.Successor]
			}
			found = append(found, row)
		}
	}
	slices.SortFunc(found, func(a, b *estate.LostLeverage) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Contract.ID, b.Contract.ID))
	})
	return each(found, lost), leftOutLines(reasons)
}

func asksLeverage(q estate.LeverageQuery, kind estate.LeverageKind) bool {
	return q.Kinds == nil || slices.Contains(q.Kinds, kind)
}

func checkLeverage(rt *rapid.T, s estate.Store, o *oracle, day estate.Date) {
	f := drawFilter(rt, o, day)
	q := estate.LeverageQuery{Scope: estate.Scope{Boroughs: f.Boroughs, AsOf: day, Terms: f.Terms}}
	if rapid.Bool().Draw(rt, "kinds") {
		q.Kinds = rapid.SliceOfDistinct(rapid.SampledFrom(estate.LeverageKinds), rapid.ID).Draw(rt, "kinds of leverage")
	}
	rows, leftOut := o.lostLeverage(q)
	page := must(s.LostLeverage(rt.Context(), q, all()))(rt)
	same(rt, "lost leverage", each(rowsOf(page), lost), rows, loose)
	same(rt, "lost leverage's total", page.Total, new(len(rows)))
	same(rt, "lost leverage's coverage", coverage(must(s.LostLeverageCoverage(rt.Context(), q))(rt))[1:], leftOut, loose)
}
