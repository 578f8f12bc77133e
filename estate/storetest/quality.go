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

// quality asks as of today.
func quality() estate.QualityQuery { return estate.QualityQuery{AsOf: today} }

// graded writes a BoroughQuality as text: contracts, deployments, how complete they are, the newest
// reading, what is stale.
func graded(b *estate.BoroughQuality) string {
	fields := each(b.Fields, func(f estate.FieldCompleteness) string { return fmt.Sprintf("%s %d", f.Field, f.Known) })
	return fmt.Sprintf("%s: %d contracts, %d deployments, %s: %s; read %s; stale %d and %d", b.Borough.Slug, b.ContractCount, b.DeploymentCount,
		pointed(b.Completeness()), strings.Join(fields, ", "), b.Newest, b.StaleContracts, b.StaleDeployments)
}

func toAsk(f *estate.FactToAsk) string {
	return fmt.Sprintf("%s %s %d", f.Subject.Key(), f.Field, f.OtherBoroughs)
}

func contradicted(c *estate.Contradiction) string {
	return fmt.Sprintf("%s %s: %s, shows %s", c.Subject.Key(), c.Field,
		strings.Join(each(c.Evidence, func(e *estate.Evidence) string { return string(e.ID) }), " "), c.Shown.ID)
}

func testDataQuality(t *testing.T, s estate.Store) {
	o := newOracle(Fixture())
	boroughs := idsOf(o.facts.Boroughs)
	for _, q := range []estate.QualityQuery{quality(), {AsOf: "2021-06-01"}, {AsOf: today, Terms: []estate.Term{estate.TermEnded}}, {AsOf: today, Terms: []estate.Term{}}} {
		o.quality(t, s, q, boroughs)
	}
	same(t, "no borough", len(must(s.DataQuality(t.Context(), quality(), []estate.ID{}))(t)), 0)
	one := must(s.DataQuality(t.Context(), quality(), list(lambeth)))(t)
	// k5 k17 k18 count, d5 is LIVE, and k6 is PAST_END. No contract has a framework or a method,
	// and k5 has no value and no known supplier. 15 + 9 + 6 + 6 + 9 + 3 + 3 of 3 x 21 is 51 of 63.
	same(t, "lambeth", graded(one[lambeth]), "lambeth: 3 contracts, 1 deployments, 0.81: "+
		"endDate 3, systems 3, suppliers 2, value 2, extensions 3, startDate 3, method 0, framework 0, title 3; read "+string(one[lambeth].Newest)+"; stale 0 and 0")
}

func testDataQualityCoverage(t *testing.T, s estate.Store) {
	for name, test := range map[string]struct {
		scope estate.Scope
		want  []string
	}{
		"everything": {estate.Scope{AsOf: today}, []string{
			"7 boroughs, 6 with contracts, 25 contracts, 19 ends known", "ENDED 2: 08 14", "NOT_STARTED 1: 13", "PAST_END 1: 06", "STALE 2: 11 21",
			"deployments PLANNED 2", "deployments RETIRED 2", "deployments STALE 2",
		}},
		"one borough": {estate.Scope{AsOf: today, Boroughs: list(lambeth)}, []string{"1 boroughs, 1 with contracts, 4 contracts, 4 ends known", "PAST_END 1: 06", "deployments RETIRED 1"}},
		"no borough":  {estate.Scope{AsOf: today, Boroughs: list()}, []string{"0 boroughs, 0 with contracts, 0 contracts, 0 ends known"}},
	} {
		same(t, name, coverage(must(s.DataQualityCoverage(t.Context(), test.scope))(t)), test.want)
	}
}

// qualityCoverage returns the lines of the coverage of data quality.
func (o *oracle) qualityCoverage(day estate.Date, terms []estate.Term, boroughs []estate.ID) []string {
	reasons := map[string][]estate.ID{}
	for _, c := range o.contracts {
		if term, counted := inScope(c, day, terms); !counted && o.linked(c, boroughs, nil, nil, nil) {
			reasons[string(term)] = append(reasons[string(term)], c.ID)
		}
	}
	lines := append([]string{o.lookedAt(boroughs, nil, nil, nil)}, leftOutLines(reasons)...)
	return append(lines, o.deploymentsLeftOut(day, boroughs, nil, nil)...)
}

// quality compares a store with a walk over everything.
func (o *oracle) quality(t tb, s estate.Store, q estate.QualityQuery, boroughs []estate.ID) {
	t.Helper()
	got := must(s.DataQuality(t.Context(), q, nil))(t)
	asked := must(s.FactsToAsk(t.Context(), q, boroughs, 5))(t)
	differ := must(s.ContradictionsOf(t.Context(), boroughs))(t)
	for _, b := range o.facts.Boroughs {
		want, missing := o.graded(b, q)
		same(t, "quality of "+string(b.ID), graded(got[b.ID]), graded(want))
		same(t, "to ask "+string(b.ID), each(asked[b.ID], toAsk), missing[:min(5, len(missing))], loose)
		same(t, "contradictions of "+string(b.ID), each(differ[b.ID], contradicted), o.contradictions(b.ID), loose)
	}
}

// graded returns what is known about a borough, and what is missing in the order of asking.
func (o *oracle) graded(b *estate.Borough, q estate.QualityQuery) (*estate.BoroughQuality, []string) {
	want := &estate.BoroughQuality{Borough: b, Newest: o.readDate(b.ID, q.AsOf)}
	unknown := map[string]int{}
	var missing []*estate.FactToAsk
	lacks := func(subject estate.ID, fields, ask []string, systems []estate.ID) {
		others := o.others(b.ID, systems, q)
		for _, f := range fields {
			if others > 0 && slices.Contains(ask, f) {
				missing = append(missing, &estate.FactToAsk{Subject: subject, Field: f, OtherBoroughs: others})
			}
		}
	}
	for _, c := range o.contracts {
		if !slices.Contains(boroughsIn(c), b.ID) {
			continue
		}
		want.Newest = max(want.Newest, o.readDate(c.ID, q.AsOf))
		term, counted := inScope(c, q.AsOf, q.Terms)
		if term == estate.TermStale {
			want.StaleContracts++
		}
		if !counted {
			continue
		}
		want.ContractCount++
		for _, f := range c.UnknownFields() {
			unknown[f]++
		}
		lacks(c.ID, c.UnknownFields(), estate.ContractFields(), c.Systems)
	}
	for _, d := range o.deployed {
		if d.Borough != b.ID {
			continue
		}
		want.Newest = max(want.Newest, o.readDate(d.ID, q.AsOf))
		status := estate.StatusOn(d, q.AsOf)
		if status == estate.StatusStale {
			want.StaleDeployments++
		}
		if status == estate.StatusLive {
			want.DeploymentCount++
			lacks(d.ID, d.UnknownFields(), estate.DeploymentFields, []estate.ID{d.System})
		}
	}
	want.Fields = estate.CompletenessOf(want.ContractCount, unknown)
	slices.SortFunc(missing, func(x, y *estate.FactToAsk) int {
		return cmp.Or(cmp.Compare(y.OtherBoroughs, x.OtherBoroughs), cmp.Compare(x.Subject, y.Subject), cmp.Compare(x.Field, y.Field))
	})
	return want, each(missing, toAsk)
}

// others returns how many other boroughs count as being on one of some systems.
func (o *oracle) others(but estate.ID, systems []estate.ID, q estate.QualityQuery) int {
	on := map[estate.ID]bool{}
	for _, c := range o.contracts {
		if _, counted := inScope(c, q.AsOf, q.Terms); counted && systems != nil && meets(systems, c.Systems) {
			for _, b := range boroughsIn(c) {
				on[b] = true
			}
		}
	}
	for _, d := range o.deployed {
		if slices.Contains(systems, d.System) && estate.StatusOn(d, q.AsOf) == estate.StatusLive {
			on[d.Borough] = true
		}
	}
	delete(on, but)
	return len(on)
}

// contradictions looks for contradictions pair by pair.
func (o *oracle) contradictions(borough estate.ID) []string {
	subjects := map[estate.ID]bool{borough: true}
	for _, c := range o.contracts {
		subjects[c.ID] = subjects[c.ID] || slices.Contains(boroughsIn(c), borough)
	}
	for _, d := range o.deployed {
		subjects[d.ID] = d.Borough == borough
	}
	var sides []*estate.Evidence
	origins := byID(o.facts.Sources)
	for _, e := range o.facts.Evidence {
		if subjects[e.Subject] && slices.ContainsFunc(o.facts.Evidence, func(x *estate.Evidence) bool {
			return x.Subject == e.Subject && x.Field == e.Field && x.Source != e.Source && x.Value != e.Value
		}) {
			side := *e
			side.Origin = origins[e.Source]
			sides = append(sides, &side)
		}
	}
	slices.SortFunc(sides, func(x, y *estate.Evidence) int {
		return cmp.Or(cmp.Compare(x.Subject, y.Subject), cmp.Compare(x.Field, y.Field),
			cmp.Compare(estate.DateKeyDescending(x.ReadOn(), x.ID), estate.DateKeyDescending(y.ReadOn(), y.ID)))
	})
	return each(estate.Contradictions(sides), contradicted)
}

func checkQuality(rt *rapid.T, s estate.Store, o *oracle, day estate.Date) {
	f := drawFilter(rt, o, day)
	o.quality(rt, s, estate.QualityQuery{AsOf: day, Terms: f.Terms}, idsOf(o.facts.Boroughs))
	got := coverage(must(s.DataQualityCoverage(rt.Context(), estate.Scope{AsOf: day, Terms: f.Terms, Boroughs: f.Boroughs}))(rt))
	same(rt, "quality's coverage", got, o.qualityCoverage(day, f.Terms, f.Boroughs), loose)
}
