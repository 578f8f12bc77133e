package estate

import (
	"cmp"
	"slices"
)

// Membership is a supplier's place under the head of its group.
type Membership struct {
	Head ID `json:"head"`
	// Undated: a link on the way up has no known date and is taken for every day.
	Undated bool `json:"undated"`
	// Inferred: a source only implies a link on the way up.
	Inferred bool `json:"inferred"`
}

// GroupSpans are, for each supplier, the heads it stood under over all days
// (RULES 6). suppliers must hold every supplier that the wanted ones can reach
// upwards; one that is missing ends the chain there.
func GroupSpans(suppliers map[ID]*Supplier, wanted []ID) map[ID][]Span[Membership] {
	spans := make(map[ID][]Span[Membership], len(wanted))
	for _, id := range wanted {
		edges := linkEdges(suppliers, id, map[ID]bool{})
		spans[id] = spansOf(edges, func(d Date) Membership { return headOn(suppliers, id, d) })
	}
	return spans
}

// headOn follows the links upwards as of a day. A ring of links ends where it closes, at its least id.
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

// parentOn is the event that puts a supplier under another as of a day; nil if none does.
// Dated links go before undated ones; a reading holds for 60 months.
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

// byEffect are the events that change a group, undated first, then by the day they take effect.
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

// effect is the range of days an event has force: an event from its first day on,
// a reading from its last day for 60 months, an undated one always.
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

// SupplierGroup is the suppliers under one head as of a day.
type SupplierGroup struct {
	Head *Supplier `json:"head"`
	// TopKnown: a source says that nobody stands above the head.
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
