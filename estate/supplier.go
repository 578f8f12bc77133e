package estate

import (
	"context"
	"slices"
)

// Supplier is a legal person that makes or sells. A renamed company is one Supplier with dated
// names.
type Supplier struct {
	ID          ID              `json:"id"`
	Name        string          `json:"name"`
	Names       []DatedName     `json:"names"` // earlier names and aliases
	Identifiers []Identifier    `json:"identifiers"`
	Events      []SupplierEvent `json:"events"` // what happened to it, by date, undated last
	// HeadsGroup reports that a source says it has no parent. False means unknown.
	HeadsGroup bool `json:"headsGroup,omitempty"`

	Cohort *Cohort `json:"-"`
}

// SupplierEventKind is the kind of an event between two suppliers.
type SupplierEventKind string

// The kinds of SupplierEvent. Only the first four change a group (RULES 6).
const (
	EventAcquired    SupplierEventKind = "ACQUIRED"       // by Other
	EventMerged      SupplierEventKind = "MERGED"         // it merged into Other
	EventDivested    SupplierEventKind = "DIVESTED"       // by Other
	EventPartOf      SupplierEventKind = "PART_OF"        // a reading: Other was its parent on that day
	EventAgreed      SupplierEventKind = "AGREED"         // a sale to Other agreed or offered, not known to be completed
	EventLiquidation SupplierEventKind = "IN_LIQUIDATION" // being wound up; Other is empty
)

// movesGroup reports whether such an event changes a supplier's parent.
func (k SupplierEventKind) movesGroup() bool {
	return k != EventAgreed && k != EventLiquidation
}

// SupplierEvent is one dated or undated event in a supplier's ownership.
type SupplierEvent struct {
	Kind SupplierEventKind `json:"kind"`
	// Other is the supplier above it; empty with IN_LIQUIDATION.
	Other ID `json:"other,omitempty"`
	// On is the date. If it is empty, the event applies to every day (RULES 6) and Undated returns
	// true.
	On StatedDate `json:"on,omitempty"`
	// Inferred reports that a source only implies it.
	Inferred bool   `json:"inferred,omitempty"`
	Note     string `json:"note,omitempty"`
}

// Undated reports whether the event's date is unknown.
func (e *SupplierEvent) Undated() bool { return e.On == "" }

// UnknownFields returns the names of the supplier's unknown fields.
func (s *Supplier) UnknownFields() []string {
	identified := false
	for _, i := range s.Identifiers {
		identified = identified || i.Identifies()
	}
	parented := s.HeadsGroup
	for _, e := range s.Events {
		parented = parented || e.Kind.movesGroup() && e.Kind != EventDivested
	}
	return unknown(field{"identifiers", identified}, field{"parent", parented})
}

// SupplierFilter selects suppliers. A nil field does not filter; an empty list matches nothing.
type SupplierFilter struct {
	Boroughs []ID // with a contract with one of these boroughs
}

// Suppliers reads suppliers and their groups.
type Suppliers interface {
	SuppliersByID(ctx context.Context, ids []ID) (map[ID]*Supplier, error)
	// SuppliersByIdentifier returns suppliers by the identifiers that identify (RULES 6). Keys are
	// Identifier.Key.
	SuppliersByIdentifier(ctx context.Context, identifiers []Identifier) (map[string][]ID, error)
	// SuppliersByName returns the suppliers that have or had a name, by id. Keys are folded by
	// FoldSupplierName.
	SuppliersByName(ctx context.Context, folded []string) (map[string][]ID, error)
	// Suppliers pages suppliers by name.
	Suppliers(ctx context.Context, f SupplierFilter, w Window) (Page[*Supplier], error)
	// BoroughsOf pages, by name, the boroughs that have a contract with each supplier.
	BoroughsOf(ctx context.Context, suppliers []ID, w Window) (map[ID]Page[*Borough], error)
	// GroupsOf returns the group of each supplier as of a day.
	GroupsOf(ctx context.Context, suppliers []ID, asOf Date) (map[ID]*SupplierGroup, error)
}

func (s *Supplier) cohort() **Cohort { return &s.Cohort }

// FoldedNames returns a supplier's present and former names, folded by FoldSupplierName, each once,
// in their order. Names that fold to nothing are left out.
func FoldedNames(s *Supplier) []string {
	var folded []string
	add := func(name string) {
		if f := FoldSupplierName(name); f != "" && !slices.Contains(folded, f) {
			folded = append(folded, f)
		}
	}
	add(s.Name)
	for _, n := range s.Names {
		add(n.Name)
	}
	return folded
}
