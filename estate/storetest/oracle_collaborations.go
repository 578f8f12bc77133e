package storetest

import (
	"cmp"
	"fmt"
	"slices"

	"boroughgraph/estate"
)

// groupsOfContract returns the groups that a contract is in, and whether its value is allocated to
// them.
func (o *oracle) groupsOfContract(c *estate.Contract, q estate.CollaborationQuery) (groups []estate.ID, allocated bool) {
	switch q.By {
	case estate.GroupBySystem:
		return c.Systems, len(c.Systems) == 1
	case estate.GroupByService:
		return slices.DeleteFunc(slices.Clone(c.Services), func(id estate.ID) bool { return o.areas[id] == "" }), len(c.Services) == 1
	case estate.GroupBySupplierGroup:
	}
	members := o.makersIn(c, q.AsOf)
	if len(members) == 0 {
		members = sellersIn(c)
	}
	for _, m := range members {
		if head := o.headOf(m, q.AsOf); !slices.Contains(groups, head) {
			groups = append(groups, head)
		}
	}
	return groups, len(groups) == 1
}

// groupsOfDeployment returns the groups that a deployment is in.
func (o *oracle) groupsOfDeployment(d *estate.Deployment, q estate.CollaborationQuery) []estate.ID {
	switch q.By {
	case estate.GroupBySystem:
		return []estate.ID{d.System}
	case estate.GroupByService:
		return slices.DeleteFunc(slices.Clone(d.Services), func(id estate.ID) bool { return o.areas[id] == "" })
	case estate.GroupBySupplierGroup:
	}
	if maker := o.makerOf(d.System, q.AsOf); maker != "" {
		return []estate.ID{o.headOf(maker, q.AsOf)}
	}
	return nil
}

// wanted keeps the groups that a query lets through.
func (o *oracle) wanted(groups []estate.ID, q estate.CollaborationQuery) []estate.ID {
	return slices.DeleteFunc(slices.Clone(groups), func(id estate.ID) bool {
		return !meets(q.Groups, []estate.ID{id}) ||
			q.By == estate.GroupBySystem && !meets(q.Systems, []estate.ID{id}) ||
			q.By == estate.GroupByService && !meets(q.Services, o.withAreas([]estate.ID{id}))
	})
}

// collaborationGroups returns the groups of a query as text.
func (o *oracle) collaborationGroups(q estate.CollaborationQuery) []string {
	asked := func(b estate.ID) bool { return q.Boroughs == nil || slices.Contains(q.Boroughs, b) }
	groups := map[estate.ID]*estate.CollaborationGroup{}
	group := func(id estate.ID) *estate.CollaborationGroup {
		if groups[id] == nil {
			groups[id] = &estate.CollaborationGroup{ID: id}
		}
		return groups[id]
	}
	for _, c := range o.contracts {
		term, counted := inScope(c, q.AsOf, q.Terms)
		offer := &estate.Offer{Contract: c.ID, Term: term}
		for _, b := range boroughsIn(c) {
			if asked(b) && !slices.Contains(offer.Boroughs, b) {
				offer.Boroughs = append(offer.Boroughs, b)
			}
		}
		if !counted || len(offer.Boroughs) == 0 || !o.linked(c, nil, nil, q.Systems, q.Services) {
			continue
		}
		slices.Sort(offer.Boroughs)
		of, allocated := o.groupsOfContract(c, q)
		if a := c.Annual(); a != nil && allocated {
			offer.AnnualPence, offer.VAT = &a.Pence, a.VAT
		}
		offer.CoversMore = !allocated
		offer.FreeDates = freeDatesOf(c, q.AsOf)
		for _, id := range o.wanted(of, q) {
			if g := group(id); !slices.Contains(g.Offers, offer) {
				g.Offers = append(g.Offers, offer)
			}
		}
	}
	for _, d := range o.deployed {
		if asked(d.Borough) && estate.StatusOn(d, q.AsOf) == estate.StatusLive && meets(q.Systems, []estate.ID{d.System}) && meets(q.Services, o.withAreas(d.Services)) {
			for _, id := range o.wanted(o.groupsOfDeployment(d, q), q) {
				g := group(id)
				g.Runs = append(g.Runs, estate.Running{Deployment: d.ID, Borough: d.Borough})
			}
		}
	}
	var lines []string
	for _, id := range sortedKeys(groups) {
		g := groups[id]
		slices.SortFunc(g.Offers, func(a, b *estate.Offer) int { return cmp.Compare(a.Contract, b.Contract) })
		slices.SortFunc(g.Runs, func(a, b estate.Running) int {
			return cmp.Or(cmp.Compare(a.Borough, b.Borough), cmp.Compare(a.Deployment, b.Deployment))
		})
		lines = append(lines, groupLines(g)...)
	}
	return lines
}

// freeDatesOf returns the days after the exit points of a contract that stand, each once.
func freeDatesOf(c *estate.Contract, day estate.Date) []estate.FreeDate {
	best := map[estate.Date]estate.FreeDate{}
	options := func(n *int) int {
		if n == nil {
			return 1
		}
		return *n
	}
	for _, x := range estate.ExitPoints(c) {
		if x.ExitDate != "" || x.To < day { // a deadline, or already gone
			continue
		}
		f := estate.FreeDate{Date: x.Date.AddDays(1), Kind: x.Kind, OptionsToTake: x.OptionsToTake, Assumed: x.Assumed, ActBy: x.ActBy}
		had, ok := best[f.Date]
		if !ok || cmp.Or(cmp.Compare(options(f.OptionsToTake), options(had.OptionsToTake)), cmp.Compare(f.Kind, had.Kind)) < 0 {
			best[f.Date] = f
		}
	}
	free := values(best)
	slices.SortFunc(free, func(a, b estate.FreeDate) int { return cmp.Compare(a.Date, b.Date) })
	return free
}

// lookedAt returns the first line of a coverage: the boroughs asked for and the contracts that the
// filters let through.
func (o *oracle) lookedAt(boroughs, suppliers, systems, services []estate.ID) string {
	if boroughs != nil && len(boroughs) == 0 {
		return "0 boroughs, 0 with contracts, 0 contracts, 0 ends known"
	}
	asked := boroughs
	if asked == nil {
		asked = idsOf(o.facts.Boroughs)
	}
	with, contracts, ends := 0, 0, 0
	for _, b := range asked {
		if slices.ContainsFunc(o.contracts, func(c *estate.Contract) bool { return slices.Contains(boroughsIn(c), b) }) {
			with++
		}
	}
	for _, c := range o.contracts {
		if o.linked(c, boroughs, suppliers, systems, services) {
			contracts++
			if c.CountedEnd() != "" {
				ends++
			}
		}
	}
	return fmt.Sprintf("%d boroughs, %d with contracts, %d contracts, %d ends known", len(asked), with, contracts, ends)
}

// collaborationsLeftOut returns the lines of the coverage after the first.
func (o *oracle) collaborationsLeftOut(q estate.CollaborationQuery) []string {
	reasons := map[string][]estate.ID{}
	for _, c := range o.contracts {
		if !o.linked(c, q.Boroughs, nil, q.Systems, q.Services) {
			continue
		}
		term, counted := inScope(c, q.AsOf, q.Terms)
		groups, _ := o.groupsOfContract(c, q)
		reason := string(term)
		switch {
		case !counted:
		case len(groups) == 0 && q.By == estate.GroupBySystem:
			reason = string(estate.LeftOutSystemUnknown)
		case len(groups) == 0 && q.By == estate.GroupByService:
			reason = string(estate.LeftOutServiceUnknown)
		case len(groups) == 0 && c.SuppliersWithheld:
			reason = string(estate.LeftOutSupplierWithheld)
		case len(groups) == 0:
			reason = string(estate.LeftOutSupplierUnknown)
		case len(freeDatesOf(c, q.AsOf)) == 0:
			reason = string(estate.LeftOutNoExitPoint)
		default:
			continue
		}
		reasons[reason] = append(reasons[reason], c.ID)
	}
	return append(leftOutLines(reasons), o.deploymentsLeftOut(q.AsOf, q.Boroughs, q.Systems, q.Services)...)
}
