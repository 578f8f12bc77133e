package estate

import (
	"cmp"
	"slices"
)

// MakerOn returns the reading of who makes a system as of a day. It is the maker with the newest
// reading by that day. Before all readings it is the first maker read. If no dated reading holds,
// it is an undated one. It returns nil if no maker is known, or if all readings are older than 60
// months.
func MakerOn(s *System, asOf Date) *Making {
	var dated, undated []*Making
	for i := range s.Makers {
		if m := &s.Makers[i]; m.FirstRead == "" {
			undated = append(undated, m)
		} else {
			dated = append(dated, m)
		}
	}
	slices.SortFunc(dated, func(a, b *Making) int {
		return cmp.Or(cmp.Compare(a.FirstRead.Last(), b.FirstRead.Last()), cmp.Compare(a.lastRead(), b.lastRead()), cmp.Compare(a.Supplier, b.Supplier))
	})
	slices.SortFunc(undated, func(a, b *Making) int { return cmp.Compare(a.Supplier, b.Supplier) })
	if len(dated) > 0 && asOf < dated[0].FirstRead.Last() {
		return dated[0]
	}
	var held *Making
	for _, m := range dated {
		if m.readBy(asOf) == "" || asOf > m.lastRead().AddMonths(staleMonths) {
			continue
		}
		if held == nil || cmp.Or(cmp.Compare(m.readBy(asOf), held.readBy(asOf)), cmp.Compare(m.FirstRead.Last(), held.FirstRead.Last())) > 0 {
			held = m
		}
	}
	if held != nil {
		return held
	}
	if len(undated) > 0 {
		return undated[0]
	}
	return nil
}

// lastRead returns the day of the newest reading, which is the first one if only one is given.
func (m *Making) lastRead() Date { return max(m.FirstRead.Last(), m.LastRead.Last()) }

// readBy returns the newest reading known as of a day; empty if there is none yet.
func (m *Making) readBy(asOf Date) Date {
	switch {
	case m.lastRead() <= asOf:
		return m.lastRead()
	case m.FirstRead.Last() <= asOf:
		return m.FirstRead.Last()
	}
	return ""
}

// Maker is the maker of a system during a span of days. An empty Supplier is unknown.
type Maker struct {
	Supplier ID   `json:"supplier"`
	Inferred bool `json:"inferred"`
}

// MakerSpans returns the system's makers over all days, without the days on which the maker is
// unknown.
func MakerSpans(s *System) []Span[Maker] {
	var edges []Date
	for _, m := range s.Makers {
		if m.FirstRead != "" {
			edges = append(edges, m.FirstRead.Last(), m.lastRead(), m.lastRead().AddMonths(staleMonths).AddDays(1))
		}
	}
	var known []Span[Maker]
	for _, span := range spansOf(edges, func(d Date) Maker {
		if m := MakerOn(s, d); m != nil {
			return Maker{Supplier: m.Supplier, Inferred: m.Inferred}
		}
		return Maker{}
	}) {
		if span.Value.Supplier != "" {
			known = append(known, span)
		}
	}
	return known
}
