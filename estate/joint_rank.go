package estate

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// shown converts a window and adds what its participants do and how far the others miss it.
func (j *joint) shown(w window) *JointWindow {
	s := &JointWindow{
		From: w.from.date(), To: w.to.date(), StartDate: w.start.day.date(), GapDays: w.start.gaps, Options: w.start.options,
		KnownSum: KnownSum{VAT: VATUnknown}, Participants: []*JointParticipant{}, LeftOut: []*JointMiss{},
	}
	for place, b := range j.boroughs {
		if w.boroughs&(1<<place) != 0 {
			s.Boroughs = append(s.Boroughs, b)
		}
	}
	for i := range j.joiners {
		n := &j.joiners[i]
		date, ok := n.joinsBy(w.start.day)
		if !ok {
			s.LeftOut = append(s.LeftOut, j.miss(n, w))
			continue
		}
		s.Participants = append(s.Participants, &JointParticipant{
			Offer: n.offer, Free: n.offer.FreeDates[date], GapDays: int(w.start.day - n.free[date]),
		})
		if n.offer.AnnualPence != nil {
			s.Add(Money{Pence: *n.offer.AnnualPence, VAT: n.offer.VAT})
		}
	}
	return s
}

// miss describes an offer that does not join on the start day. It uses the free date nearest to the
// window, then nearest to the start, then with fewer options, then the earlier.
func (j *joint) miss(n *joiner, w window) *JointMiss {
	type candidate struct{ date, misses int }
	var best *candidate
	t := j.query.ToleranceMonths
	for i, s := range n.free {
		misses := max(0, int(w.from-s.addMonths(t)), int(s.addMonths(-t)-w.to))
		c := candidate{i, misses}
		if best == nil || cmp.Or(
			cmp.Compare(c.misses, best.misses), cmp.Compare(daysBetween(w.start.day, s), daysBetween(w.start.day, n.free[best.date])),
			cmp.Compare(n.offer.FreeDates[i].options(), n.offer.FreeDates[best.date].options()),
		) < 0 {
			best = &c
		}
	}
	return &JointMiss{
		Offer: n.offer, Free: n.offer.FreeDates[best.date],
		GapDays: int(w.start.day - n.free[best.date]), MissesByDays: best.misses,
	}
}

// StartBy returns the day on which the joint work must begin: the lead time before the start. It is
// always derived.
func (s *JointWindow) StartBy(leadMonths int) Date { return s.StartDate.AddMonths(-leadMonths) }

// OpportunitiesIn finds the windows of a group for each asker. The asker "" gets the whole group. A
// borough or a contract in the group gets only the windows that it joins. An asker that is not in
// the group is absent.
func OpportunitiesIn(g *CollaborationGroup, q CollaborationQuery, askers []ID) map[ID]*Opportunity {
	asking := map[ID]*Opportunity{}
	for _, a := range askers {
		if a == "" || g.has(a) {
			asking[a] = opportunity(g, q, []*JointWindow{})
		}
	}
	if len(asking) == 0 {
		return asking
	}
	j := newJoint(g, q)
	wanting := len(asking)
	for w := range j.ranked() {
		shown := j.shown(w)
		for a, o := range asking {
			if len(o.Windows) < MaxWindows && (a == "" || shown.has(a)) {
				if o.Windows = append(o.Windows, shown); len(o.Windows) == MaxWindows {
					wanting--
				}
			}
		}
		if wanting == 0 {
			break
		}
	}
	return asking
}

// has reports whether a borough or a contract is in the group.
func (g *CollaborationGroup) has(asker ID) bool {
	return slices.ContainsFunc(g.Offers, func(o *Offer) bool { return o.Contract == asker || slices.Contains(o.Boroughs, asker) }) ||
		slices.ContainsFunc(g.Runs, func(r Running) bool { return r.Borough == asker })
}

// has reports whether a borough is in the window, or a contract joins on its start day.
func (s *JointWindow) has(asker ID) bool {
	return slices.Contains(s.Boroughs, asker) ||
		slices.ContainsFunc(s.Participants, func(p *JointParticipant) bool { return p.Contract == asker })
}

// SortKey orders groups (RULES 8). Groups with a window come first, by their best one: more
// boroughs, more known value, smaller gaps, fewer options, earlier start. Groups without a window
// follow, more boroughs first. Ties are ordered by id.
func (o *Opportunity) SortKey() string {
	if len(o.Windows) == 0 {
		return fmt.Sprintf("1%02d%s%s", 99-min(99, len(o.Boroughs)), keySeparator, o.Group)
	}
	w, pence := o.Windows[0], int64(0)
	if w.AnnualPence != nil {
		pence = max(0, *w.AnnualPence)
	}
	return fmt.Sprintf("0%02d%019d%09d%06d%s%s%s", 99-min(99, len(w.Boroughs)), math.MaxInt64-pence, w.GapDays, w.Options, w.StartDate, keySeparator, o.Group)
}

// CollaborationOpportunities pages the groups of a query by SortKey. It computes all groups, one
// after another, and keeps those of the page.
func CollaborationOpportunities(ctx context.Context, s Collaborations, q CollaborationQuery, w Window) (Page[*Opportunity], error) {
	found, err := CollaborationOpportunitiesOf(ctx, s, []ID{""}, q, w)
	return found[""].Page, err
}

// OpportunityPage is a page of opportunities. The counts are of all opportunities, whatever
// CollaborationQuery.HasWindow keeps.
type OpportunityPage struct {
	Page[*Opportunity]
	WithWindow, WithoutWindow int
}

// CollaborationOpportunitiesOf pages, for each borough or contract, the groups that it is in, with
// the windows that it joins. It makes one read for all askers. All rows share a Cohort.
func CollaborationOpportunitiesOf(ctx context.Context, s Collaborations, askers []ID, q CollaborationQuery, w Window) (map[ID]OpportunityPage, error) {
	kept := make(map[ID]*bestRows, len(askers))
	for _, a := range askers {
		kept[a] = &bestRows{window: w, hasWindow: q.HasWindow}
	}
	if !q.IsNone() && len(askers) > 0 {
		err := s.CollaborationGroups(ctx, q, func(g *CollaborationGroup) error {
			for a, o := range OpportunitiesIn(g, q, askers) {
				kept[a].add(o)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	pages := make(map[ID]OpportunityPage, len(askers))
	var all []*Opportunity
	for a, rows := range kept {
		pages[a] = OpportunityPage{rows.page(), rows.withWindow, rows.withoutWindow}
		for _, row := range pages[a].Rows {
			all = append(all, row.Row)
		}
	}
	Gather(all)
	return pages, nil
}

// OpportunitiesByGroup returns the opportunities of some groups by id. A group without contracts
// and deployments is absent.
func OpportunitiesByGroup(ctx context.Context, s Collaborations, groups []ID, q CollaborationQuery) (map[ID]*Opportunity, error) {
	found := make(map[ID]*Opportunity, len(groups))
	if len(groups) == 0 {
		return found, nil
	}
	q.Groups = groups
	err := s.CollaborationGroups(ctx, q, func(g *CollaborationGroup) error {
		found[g.ID] = OpportunitiesIn(g, q, []ID{""})[""]
		return nil
	})
	Gather(slices.Collect(maps.Values(found)))
	return found, err
}

// Alignments returns, for each contract, the opportunities of its systems with the windows that the
// contract joins, by system. A contract that is in no group is absent.
func Alignments(ctx context.Context, s Collaborations, contracts []*Contract, q CollaborationQuery) (map[ID][]*Opportunity, error) {
	found := make(map[ID][]*Opportunity, len(contracts))
	q.By, q.Groups = GroupBySystem, []ID{}
	asking := make([]ID, len(contracts))
	for i, c := range contracts {
		asking[i] = c.ID
		q.Groups = append(q.Groups, c.Systems...)
	}
	if len(q.Groups) == 0 {
		return found, nil
	}
	var all []*Opportunity
	err := s.CollaborationGroups(ctx, q, func(g *CollaborationGroup) error {
		for contract, o := range OpportunitiesIn(g, q, asking) {
			found[contract] = append(found[contract], o)
			all = append(all, o)
		}
		return nil
	})
	Gather(all)
	return found, err
}

// bestRows keeps the rows of one page while it sees all rows in any order.
type bestRows struct {
	window    Window
	hasWindow *bool // as in CollaborationQuery
	total     int
	// withWindow and withoutWindow count all opportunities.
	withWindow, withoutWindow int
	rows                      []Keyed[*Opportunity] // in the window's direction, at most Limit+1
}

func (b *bestRows) add(o *Opportunity) {
	has := len(o.Windows) > 0
	if has {
		b.withWindow++
	} else {
		b.withoutWindow++
	}
	if b.hasWindow != nil && *b.hasWindow != has {
		return
	}
	b.total++
	key := o.SortKey()
	if key <= b.window.After || key >= b.window.Before {
		return
	}
	i, _ := slices.BinarySearchFunc(b.rows, key, func(row Keyed[*Opportunity], key string) int {
		if b.window.Backward {
			return strings.Compare(key, row.Key)
		}
		return strings.Compare(row.Key, key)
	})
	if i > b.window.Limit {
		return
	}
	b.rows = slices.Insert(b.rows, i, Keyed[*Opportunity]{Row: o, Key: key})
	b.rows = b.rows[:min(len(b.rows), b.window.Limit+1)]
}

func (b *bestRows) page() Page[*Opportunity] {
	var total *int
	if b.window.Total {
		total = &b.total
	}
	return PageOf(b.window, b.rows, total)
}
