package shape

import "boroughgraph/estate"

// SupplierEvent is an event and the supplier that it happened to.
type SupplierEvent struct {
	estate.SupplierEvent
	Supplier *estate.Supplier
}

// EventsOf returns the events of a supplier, in the supplier's order.
func EventsOf(s *estate.Supplier) []*SupplierEvent {
	events := make([]*SupplierEvent, len(s.Events))
	for i, e := range s.Events {
		events[i] = &SupplierEvent{SupplierEvent: e, Supplier: s}
	}
	return events
}

// MakerReading is a reading of a system's maker, and that system.
type MakerReading struct {
	estate.Making
	System *estate.System
}

// MakersOf returns the readings of a system's makers, in the system's order.
func MakersOf(s *estate.System) []*MakerReading {
	makers := make([]*MakerReading, len(s.Makers))
	for i, m := range s.Makers {
		makers[i] = &MakerReading{Making: m, System: s}
	}
	return makers
}
