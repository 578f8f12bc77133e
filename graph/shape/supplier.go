package shape

import "boroughgraph/estate"

// SupplierEvent is an event with the supplier that it happened to.
type SupplierEvent struct {
	estate.SupplierEvent
	Supplier *estate.Supplier
}

// EventsOf are the events of a supplier, in its order.
func EventsOf(s *estate.Supplier) []*SupplierEvent {
	events := make([]*SupplierEvent, len(s.Events))
	for i, e := range s.Events {
		events[i] = &SupplierEvent{SupplierEvent: e, Supplier: s}
	}
	return events
}

// MakerReading is a reading of a system's maker, with that system.
type MakerReading struct {
	estate.Making
	System *estate.System
}

// MakersOf are the readings of a system's makers, in its order.
func MakersOf(s *estate.System) []*MakerReading {
	makers := make([]*MakerReading, len(s.Makers))
	for i, m := range s.Makers {
		makers[i] = &MakerReading{Making: m, System: s}
	}
	return makers
}
