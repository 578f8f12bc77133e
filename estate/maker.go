package estate

import (
	"cmp"
	"slices"
)

// MakerOn is the reading of who makes a system as of a day; nil where nobody says,
// or where the readings are all older than 60 months. The maker with the newest reading by
// that day holds; before every reading, the first one read; an undated one where no dated one does.
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

// lastRead is the day of the newest reading, which is the first where only one is given.
func (m *Making) lastRead() Date { return max(m.FirstRead.Last(), m.LastRead.Last()) }

// readBy is the newest reading known as of a day; empty if there is none yet.
func (m *Making) readBy(asOf Date) Date {
	switch {
	case m.lastRead() <= asOf:
		return m.lastRead()
	case m.FirstRead.Last() <= asOf:
		return m.FirstRead.Last()
	}
	return ""
}

// Maker is a supplier that makes a system, as a span holds it. An empty Supplier is unknown.
type Maker struct {
	Supplier ID   `json:"supplier"`
	Inferred bool `json:"inferred"`
}

// MakerSpans are the system's makers over all days, without the days on which none is known.
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
