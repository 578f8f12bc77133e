package estate

import (
	"cmp"
	"slices"
)

// Membership is a supplier's place in its group.
type Membership struct {
	Head ID `json:"head"`
	// Undated reports that a link on the way up has no known date. Such a link applies to every
	// day.
	Undated bool `json:"undated"`
	// Inferred reports that a source only implies a link on the way up.
	Inferred bool `json:"inferred"`
}

// GroupSpans returns, for each wanted supplier, the heads of its group over all days (RULES 6).
// suppliers must hold every supplier above the wanted ones; a chain ends at a missing one.
func GroupSpans(suppliers map[ID]*Supplier, wanted []ID) map[ID][]Span[Membership] {
	spans := make(map[ID][]Span[Membership], len(wanted))
	for _, id := range wanted {
		edges := linkEdges(suppliers, id, map[ID]bool{})
		spans[id] = spansOf(edges, func(d Date) Membership { return headOn(suppliers, id, d) })
	}
	return spans
}

// headOn follows the links upwards as of a day. If the links form a ring, its head is the ring's
// least id.
func headOn(suppliers map[ID]*Supplier, id ID, asOf Date) Membership {
	m := Membership{Head: id}
	seen := map[ID]bool{id: true}
	for {
		up := parentOn(suppliers[m.Head], asOf)
		if up == nil {
			return m
		}
		if seen[up.Other] {
			return ringHead(suppliers, m, asOf)
		}
		m.Undated = m.Undated || up.Undated()
		m.Inferred = m.Inferred || up.Inferred
		m.Head = up.Other
		seen[m.Head] = true
	}
}

func ringHead(suppliers map[ID]*Supplier, m Membership, asOf Date) Membership {
	least := m.Head
	for id := parentOn(suppliers[m.Head], asOf).Other; id != m.Head; id = parentOn(suppliers[id], asOf).Other {
		least = min(least, id)
	}
	m.Head = least
	return m
}

// parentOn returns the event that puts a supplier under another as of a day, or nil. Dated links
// take precedence over undated ones. A PART_OF reading holds for 60 months.
func parentOn(s *Supplier, asOf Date) *SupplierEvent {
	if s == nil {
		return nil
	}
	var up *SupplierEvent
	for _, e := range byEffect(s.Events) {
		from, to := effect(e)
		switch {
		case asOf < from || asOf > to:
		case e.Kind == EventDivested:
			if up != nil && up.Other == e.Other {
				up = nil
			}
		case e.Other != "" && e.Other != s.ID:
			up = e
		}
	}
	return up
}

// byEffect returns the events that change a group, undated ones first, then by the day they take
// effect.
func byEffect(events []SupplierEvent) []*SupplierEvent {
	var es []*SupplierEvent
	for i := range events {
		if events[i].Kind.movesGroup() {
			es = append(es, &events[i])
		}
	}
	slices.SortStableFunc(es, func(a, b *SupplierEvent) int {
		af, _ := effect(a)
		bf, _ := effect(b)
		return cmp.Or(cmp.Compare(af, bf), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Other, b.Other))
	})
	return es
}

// effect returns the days on which an event holds. A dated event holds from its first day on, a
// PART_OF reading for 60 months from its last day, and an undated event always.
func effect(e *SupplierEvent) (from, to Date) {
	switch {
	case e.Undated():
		return MinDate, MaxDate
	case e.Kind == EventPartOf:
		return e.On.Last(), e.On.Last().AddMonths(staleMonths)
	}
	return e.On.First(), MaxDate
}

func linkEdges(suppliers map[ID]*Supplier, id ID, seen map[ID]bool) []Date {
	s := suppliers[id]
	if s == nil || seen[id] {
		return nil
	}
	seen[id] = true
	var edges []Date
	for _, e := range byEffect(s.Events) {
		from, to := effect(e)
		edges = append(edges, from)
		if to < MaxDate {
			edges = append(edges, to.AddDays(1))
		}
		edges = append(edges, linkEdges(suppliers, e.Other, seen)...)
	}
	return edges
}

// SupplierGroup is the set of suppliers under one head as of a day.
type SupplierGroup struct {
	Head *Supplier `json:"head"`
	// TopKnown reports that a source says the head has no parent.
	TopKnown bool           `json:"topKnown"`
	Members  []*GroupMember `json:"members"` // the head among them, by name, then id
	AsOf     Date           `json:"asOf"`
}

// GroupMember is a supplier in a group.
type GroupMember struct {
	Supplier *Supplier `json:"supplier"`
	Undated  bool      `json:"undated"`
	Inferred bool      `json:"inferred"`
}
