package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// oracle answers from drawn facts by walking over all of them. It shares only the rules in estate
// with the stores.
type oracle struct {
	facts     *estate.Changes
	contracts []*estate.Contract // with what a store adds
	deployed  []*estate.Deployment
	areas     map[estate.ID]estate.ID // of services
	suppliers map[estate.ID]*estate.Supplier
	systems   map[estate.ID]*estate.System
}

func newOracle(facts *estate.Changes) *oracle {
	o := &oracle{facts: facts, areas: map[estate.ID]estate.ID{}, suppliers: byID(facts.Suppliers), systems: byID(facts.Systems)}
	for _, s := range facts.Services {
		o.areas[s.ID] = s.Area
	}
	held := map[estate.ID]*estate.Contract{}
	for _, c := range facts.Contracts {
		one := *c
		one.Reading = o.reading(c.ID)
		held[c.ID] = &one
		o.contracts = append(o.contracts, &one)
	}
	for _, c := range o.contracts {
		if c.Successor != "" {
			c.Succession = estate.SuccessionOf(held[c.Successor])
		}
	}
	for _, d := range facts.Deployments {
		one := *d
		one.Reading = o.reading(d.ID)
		o.deployed = append(o.deployed, &one)
	}
	return o
}

func (o *oracle) reading(subject estate.ID) estate.Reading {
	newest := o.newestRead(subject, estate.MaxDate)
	if newest == nil {
		return estate.Reading{}
	}
	r := estate.Reading{Earliest: readOn(newest), Newest: readOn(newest), NewestStated: newest.AsOf}
	for _, e := range o.facts.Evidence {
		if e.Subject == subject && e.AsOf != "" {
			r.Earliest = min(r.Earliest, readOn(e))
		}
	}
	return r
}

// newestRead returns the evidence on a subject with the newest date up to a day. If several have
// it, one that is stated the most precisely is returned; nil if none is dated.
func (o *oracle) newestRead(subject estate.ID, day estate.Date) *estate.Evidence {
	var newest *estate.Evidence
	for _, e := range o.facts.Evidence {
		if e.Subject != subject || e.AsOf == "" || readOn(e) > day {
			continue
		}
		if newest == nil || readOn(e) > readOn(newest) || readOn(e) == readOn(newest) && preciser(e, newest) {
			newest = e
		}
	}
	return newest
}

// readOn returns the last day that a date can mean, but no day after the gathering.
func readOn(e *estate.Evidence) estate.Date {
	if e.Gathered != "" && e.Gathered < e.AsOf.Last() {
		return e.Gathered
	}
	return e.AsOf.Last()
}

// preciser reports whether a is to be shown rather than b, which counts to the same day: the exact
// day first, then the greater text.
func preciser(a, b *estate.Evidence) bool {
	exact := func(e *estate.Evidence) bool { return string(e.AsOf) == string(readOn(e)) }
	if exact(a) != exact(b) {
		return exact(a)
	}
	return a.AsOf > b.AsOf
}

func boroughsIn(c *estate.Contract) []estate.ID {
	var ids []estate.ID
	for _, p := range c.Parties {
		if p.Borough != "" {
			ids = append(ids, p.Borough)
		}
	}
	return ids
}

func sellersIn(c *estate.Contract) []estate.ID {
	return each(c.Suppliers, func(s estate.ContractSupplier) estate.ID { return s.Supplier })
}

// meets reports whether one of what is there is among what is asked for. Nil asks for nothing in
// particular, so it always matches.
func meets(asked, there []estate.ID) bool {
	return asked == nil || slices.ContainsFunc(there, func(id estate.ID) bool { return slices.Contains(asked, id) })
}

// withAreas returns the services and the areas they are in.
func (o *oracle) withAreas(services []estate.ID) []estate.ID {
	var ids []estate.ID
	for _, id := range services {
		ids = append(ids, id)
		if o.areas[id] != "" {
			ids = append(ids, o.areas[id])
		}
	}
	return ids
}

func inScope(c *estate.Contract, day estate.Date, asked []estate.Term) (estate.Term, bool) {
	standing := estate.TermOn(c, day)
	if asked == nil {
		return standing.Term, standing.Counted
	}
	return standing.Term, slices.Contains(asked, standing.Term)
}

// contractsIn returns the contracts that a filter lets through, in an order. With a parent, it
// returns only the parent's.
func (o *oracle) contractsIn(f estate.ContractFilter, order estate.ContractOrder, parent *estate.ID) []estate.ID {
	var kept []*estate.Contract
	for _, c := range o.contracts {
		linked := slices.Concat(boroughsIn(c), sellersIn(c), c.Systems, []estate.ID{c.CalledOff})
		if parent != nil && !slices.Contains(linked, *parent) || !o.linked(c, f.Boroughs, f.Suppliers, f.Systems, f.Services) {
			continue
		}
		if f.Terms != nil && !slices.Contains(f.Terms, estate.TermOn(c, f.AsOf).Term) {
			continue
		}
		end := c.CountedEnd()
		if end == "" && (f.EndFrom != "" || f.EndTo != "") && !f.IncludeUnknown {
			continue
		}
		if end != "" && (f.EndFrom != "" && end < f.EndFrom || f.EndTo != "" && end > f.EndTo) {
			continue
		}
		kept = append(kept, c)
	}
	slices.SortFunc(kept, func(a, b *estate.Contract) int { return cmp.Or(compare(order, a, b), cmp.Compare(a.ID, b.ID)) })
	return idsOf(kept)
}

func (o *oracle) linked(c *estate.Contract, boroughs, suppliers, systems, services []estate.ID) bool {
	return meets(boroughs, boroughsIn(c)) && meets(suppliers, sellersIn(c)) && meets(systems, c.Systems) && meets(services, o.withAreas(c.Services))
}

// compare sorts without sort keys. Unknown values come last, whichever way the known ones go.
func compare(order estate.ContractOrder, a, b *estate.Contract) int {
	value := func(c *estate.Contract) string {
		switch order {
		case estate.ContractsByTitle:
			return estate.Fold(c.Title)
		case estate.ContractsByStartDate, estate.ContractsByStartDateDesc:
			return string(c.StartDate.First())
		default:
			return string(c.CountedEnd())
		}
	}
	x, y := value(a), value(b)
	switch {
	case x == "" || y == "":
		return strings.Compare(y, x) // the known one is greater than "" and comes first
	case order == estate.ContractsByEndDateDesc || order == estate.ContractsByStartDateDesc:
		return strings.Compare(y, x)
	}
	return strings.Compare(x, y)
}

func (o *oracle) renewals(q estate.RenewalsQuery) []string {
	var rows []*estate.Renewal
	for _, c := range o.contracts {
		term, counted := inScope(c, q.AsOf, q.Terms)
		if !counted || !o.linked(c, q.Boroughs, q.Suppliers, q.Systems, q.Services) {
			continue
		}
		for _, x := range estate.ExitPoints(c) {
			if x.From <= q.AsOf && q.AsOf <= x.To && q.From <= x.Date && x.Date <= q.To && (q.Kinds == nil || slices.Contains(q.Kinds, x.Kind)) {
				rows = append(rows, &estate.Renewal{ExitPoint: x, Term: term})
			}
		}
	}
	slices.SortFunc(rows, func(a, b *estate.Renewal) int {
		x, y := a.ExitPoint, b.ExitPoint
		return cmp.Or(cmp.Compare(x.Date, y.Date), cmp.Compare(x.Contract, y.Contract), cmp.Compare(x.Kind, y.Kind))
	})
	return each(rows, renewal)
}

// leftOutLines writes reasons as coverage does.
func leftOutLines(reasons map[string][]estate.ID) []string {
	var lines []string
	for reason, ids := range reasons {
		slices.Sort(ids)
		keys := each(ids, func(id estate.ID) string { return strings.TrimPrefix(id.Key(), "k") })
		lines = append(lines, fmt.Sprintf("%s %d: %s", reason, len(ids), strings.Join(keys, " ")))
	}
	slices.Sort(lines)
	return lines
}

func (o *oracle) renewalsLeftOut(q estate.RenewalsQuery) []string {
	reasons := map[string][]estate.ID{}
	for _, c := range o.contracts {
		if !o.linked(c, q.Boroughs, q.Suppliers, q.Systems, q.Services) {
			continue
		}
		term, counted := inScope(c, q.AsOf, q.Terms)
		stands := slices.ContainsFunc(estate.ExitPoints(c), func(x *estate.ExitPoint) bool { return x.From <= q.AsOf && q.AsOf <= x.To })
		if !counted {
			reasons[string(term)] = append(reasons[string(term)], c.ID)
		} else if !stands {
			reasons[string(estate.LeftOutNoExitPoint)] = append(reasons[string(estate.LeftOutNoExitPoint)], c.ID)
		}
	}
	return leftOutLines(reasons)
}
