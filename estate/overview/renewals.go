package overview

import (
	"cmp"
	"slices"

	"boroughgraph/estate"
)

// renewals are the contracts that match the filters of a RenewalsQuery.
type renewals struct {
	*scope
	all                          bool // whatever the boroughs
	suppliers, systems, services set
}

func (im *Image) renewals(q estate.RenewalsQuery) *renewals {
	return &renewals{
		scope: im.scope(q.Scope), all: q.Boroughs == nil,
		suppliers: setOf(im, q.Suppliers), systems: setOf(im, q.Systems), services: im.servicesOf(q.Services),
	}
}

// each calls take for every contract that matches the filters and has a term on the day.
func (r *renewals) each(take func(c *contract, term ref, inScope bool)) {
	r.eachContract(func(c *contract) {
		if !r.all && !slices.ContainsFunc(c.boroughs, func(b ref) bool { return r.boroughs[b] >= 0 }) ||
			!r.suppliers.any(c.suppliers) || !r.systems.any(c.systems) || !r.services.any(c.services) {
			return
		}
		if term, inScope, ok := r.counts(c); ok {
			take(c, term, inScope)
		}
	})
}

// RenewalsCoverage returns the coverage of renewals.
func (im *Image) RenewalsCoverage(q estate.RenewalsQuery) *estate.Coverage {
	im.mu.RLock()
	defer im.mu.RUnlock()
	r, cover := im.renewals(q), newCoverage()
	r.boroughsOf(cover)
	r.each(func(c *contract, term ref, inScope bool) {
		switch _, exits := on(c.exits, r.on); {
		case !inScope:
			cover.count(c, r.reason(term))
		case !exits:
			cover.count(c, estate.LeftOutNoExitPoint)
		default:
			cover.count(c, "")
		}
	})
	return cover.done()
}

// DataQualityCoverage returns the coverage of data quality.
func (im *Image) DataQualityCoverage(q estate.Scope) *estate.Coverage {
	im.mu.RLock()
	defer im.mu.RUnlock()
	r, cover := im.renewals(estate.RenewalsQuery{Scope: q}), newCoverage()
	r.boroughsOf(cover)
	r.each(func(c *contract, term ref, inScope bool) {
		if inScope {
			cover.count(c, "")
		} else {
			cover.count(c, r.reason(term))
		}
	})
	r.deployments(cover, nil)
	return cover.done()
}

// RenewalCalendar counts the contracts with an exit point in each span of days.
func (im *Image) RenewalCalendar(q estate.RenewalsQuery, spans []estate.DaySpan) []*estate.CalendarPeriod {
	im.mu.RLock()
	defer im.mu.RUnlock()
	r, kinds := im.renewals(q), setOf(im, q.Kinds)
	calendar := estate.NewCalendar(spans, q.Kinds)
	sums := make([]sum, len(spans))
	byKind := make([]map[ref]int, len(spans))
	for i := range byKind {
		byKind[i] = map[ref]int{}
	}
	periods := periodsOf(spans)
	type due struct {
		period int
		kind   ref
	}
	var seen []due
	r.each(func(c *contract, _ ref, inScope bool) {
		if !inScope {
			return
		}
		seen = seen[:0]
		for _, x := range c.exits {
			if r.on < x.from || x.to < r.on || !kinds[x.value.kind] {
				continue
			}
			period := periods.at(x.value.date)
			at := due{period, x.value.kind}
			if period < 0 || slices.Contains(seen, at) {
				continue
			}
			if !slices.ContainsFunc(seen, func(d due) bool { return d.period == period }) {
				calendar[period].ContractCount++
				if c.priced {
					sums[period].add(c)
				}
			}
			seen = append(seen, at)
			byKind[period][at.kind]++
		}
	})
	for i, p := range calendar {
		p.KnownSum = sums[i].known(im)
		for kind, count := range byKind[i] {
			p.Count(estate.ExitKind(im.names.texts[kind]), count)
		}
	}
	return calendar
}

// period is a span of days with its place in the calendar.
type period struct {
	place       int
	first, last day
}

// periods are sorted by their first day. They do not overlap.
type periods []period

func periodsOf(spans []estate.DaySpan) periods {
	p := make(periods, len(spans))
	for i, s := range spans {
		p[i] = period{i, dayOf(s.First), dayOf(s.Last)}
	}
	slices.SortFunc(p, func(a, b period) int { return cmp.Compare(a.first, b.first) })
	return p
}

// at returns the place of the period that contains a day; -1 if none does.
func (p periods) at(d day) int {
	i, _ := slices.BinarySearchFunc(p, d, func(x period, d day) int { return cmp.Compare(x.last, d) })
	if i < len(p) && p[i].first <= d {
		return p[i].place
	}
	return -1
}
