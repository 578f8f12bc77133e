package storetest

import (
	"cmp"
	"slices"

	"boroughgraph/estate"
)

// held is one contract or deployment of a system in a borough.
type held struct {
	borough, system estate.ID
	contract        *estate.Contract // nil for a deployment
	deployment      *estate.Deployment
}

// holdings returns all contracts and deployments that a question counts.
func (o *oracle) holdings(q estate.SharedSystemsQuery) []held {
	var all []held
	asked := func(b estate.ID) bool { return b != "" && (q.Boroughs == nil || slices.Contains(q.Boroughs, b)) }
	for _, c := range o.contracts {
		if _, counted := inScope(c, q.AsOf, q.Terms); !counted || !meets(q.Services, o.withAreas(c.Services)) {
			continue
		}
		for _, b := range boroughsIn(c) {
			for _, system := range c.Systems {
				if asked(b) {
					all = append(all, held{b, system, c, nil})
				}
			}
		}
	}
	for _, d := range o.deployed {
		if asked(d.Borough) && estate.StatusOn(d, q.AsOf) == estate.StatusLive && meets(q.Services, o.withAreas(d.Services)) {
			all = append(all, held{d.Borough, d.System, nil, d})
		}
	}
	return all
}

func (o *oracle) sharedSystems(q estate.SharedSystemsQuery) []string {
	shares := map[estate.ID]*vendor{}
	for _, h := range o.holdings(q) {
		v := shares[h.system]
		if v == nil {
			v = &vendor{h.system, map[estate.ID]bool{}, map[estate.ID]bool{}, map[estate.ID]bool{}, map[estate.ID]*estate.AnnualValue{}}
			shares[h.system] = v
		}
		v.boroughs[h.borough] = true
		if h.contract == nil {
			v.deployments[h.deployment.ID] = true
			continue
		}
		v.contracts[h.contract.ID] = true
		if a := h.contract.Annual(); a != nil && len(h.contract.Systems) == 1 {
			v.priced[h.contract.ID] = a
		}
	}
	kept := slices.DeleteFunc(values(shares), func(v *vendor) bool { return len(v.boroughs) < q.MinBoroughs })
	slices.SortFunc(kept, func(a, b *vendor) int {
		x, y := o.systems[a.id], o.systems[b.id]
		return cmp.Or(cmp.Compare(len(b.boroughs), len(a.boroughs)), cmp.Compare(estate.TextKey(x.Name, x.ID), estate.TextKey(y.Name, y.ID)))
	})
	return each(kept, (*vendor).text)
}

// sharedSystemsLeftOut returns the lines of the coverage after the first.
func (o *oracle) sharedSystemsLeftOut(q estate.SharedSystemsQuery) []string {
	asked := func(b estate.ID) bool { return q.Boroughs == nil || slices.Contains(q.Boroughs, b) }
	reasons := map[string][]estate.ID{}
	for _, c := range o.contracts {
		if !slices.ContainsFunc(boroughsIn(c), asked) || !meets(q.Services, o.withAreas(c.Services)) {
			continue
		}
		if term, counted := inScope(c, q.AsOf, q.Terms); !counted {
			reasons[string(term)] = append(reasons[string(term)], c.ID)
		} else if len(c.Systems) == 0 {
			reasons[string(estate.LeftOutSystemUnknown)] = append(reasons[string(estate.LeftOutSystemUnknown)], c.ID)
		}
	}
	return append(leftOutLines(reasons), o.deploymentsLeftOut(q.AsOf, q.Boroughs, nil, q.Services)...)
}

// calendar counts what falls due in each span.
func (o *oracle) calendar(q estate.RenewalsQuery, spans []estate.DaySpan) []string {
	periods := estate.NewCalendar(spans, q.Kinds)
	for _, p := range periods {
		v := &vendor{priced: map[estate.ID]*estate.AnnualValue{}}
		for _, c := range o.contracts {
			if _, counted := inScope(c, q.AsOf, q.Terms); !counted || !o.linked(c, q.Boroughs, q.Suppliers, q.Systems, q.Services) {
				continue
			}
			kinds := map[estate.ExitKind]bool{}
			for _, x := range estate.ExitPoints(c) {
				if x.From <= q.AsOf && q.AsOf <= x.To && p.First <= x.Date && x.Date <= p.Last && slices.Contains(q.Kinds, x.Kind) {
					kinds[x.Kind] = true
				}
			}
			for i := range p.ByKind {
				if kinds[p.ByKind[i].Kind] {
					p.ByKind[i].ContractCount++
				}
			}
			if len(kinds) > 0 {
				p.ContractCount++
				if a := c.Annual(); a != nil {
					v.priced[c.ID] = a
				}
			}
		}
		p.KnownCount = len(v.priced)
		p.AnnualPence, p.VAT = v.sum()
	}
	return each(periods, period)
}
