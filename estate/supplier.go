package estate

import (
	"context"
	"slices"
)

// Supplier is a legal person that makes or sells. A rename is one Supplier with dated names.
type Supplier struct {
	ID          ID              `json:"id"`
	Name        string          `json:"name"`
	Names       []DatedName     `json:"names"` // earlier names and aliases
	Identifiers []Identifier    `json:"identifiers"`
	Events      []SupplierEvent `json:"events"` // what happened to it, by date, undated last
	// HeadsGroup: a source says that nobody stands above it. False is not known.
	HeadsGroup bool `json:"headsGroup,omitempty"`

	Cohort *Cohort `json:"-"`
}

// SupplierEventKind says what happened between a supplier and another.
type SupplierEventKind string

// The kinds of SupplierEvent. Only the first four change a group (RULES 6).
const (
	EventAcquired    SupplierEventKind = "ACQUIRED"       // Other bought it
	EventMerged      SupplierEventKind = "MERGED"         // it went into Other
	EventDivested    SupplierEventKind = "DIVESTED"       // Other sold it or let it go
	EventPartOf      SupplierEventKind = "PART_OF"        // a reading: Other stands above it on that day
	EventAgreed      SupplierEventKind = "AGREED"         // a sale to Other agreed or offered, completion not seen
	EventLiquidation SupplierEventKind = "IN_LIQUIDATION" // it is being wound up; Other is empty
)

// movesGroup reports whether such an event changes who stands above a supplier.
func (k SupplierEventKind) movesGroup() bool {
	return k != EventAgreed && k != EventLiquidation
}

// SupplierEvent is one dated or undated event in a supplier's ownership.
type SupplierEvent struct {
	Kind SupplierEventKind `json:"kind"`
	// Other is the supplier above it; empty with IN_LIQUIDATION.
	Other ID `json:"other,omitempty"`
	// On is when; empty applies to every day (RULES 6), and Undated is true.
	On StatedDate `json:"on,omitempty"`
	// Inferred: a source only implies it.
	Inferred bool   `json:"inferred,omitempty"`
	Note     string `json:"note,omitempty"`
}

// Undated reports whether no source gives the event's date.
func (e *SupplierEvent) Undated() bool { return e.On == "" }

// UnknownFields lists what nobody has stated about the supplier.
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

// SupplierFilter narrows suppliers. Nil fields do not filter; an empty list lets nothing through.
type SupplierFilter struct {
	Boroughs []ID // with a contract with one of these boroughs
}

// Suppliers reads suppliers and their groups.
type Suppliers interface {
	SuppliersByID(ctx context.Context, ids []ID) (map[ID]*Supplier, error)
	// SuppliersByIdentifier finds suppliers by identifiers that identify (RULES 6); keys are Identifier.Key.
	SuppliersByIdentifier(ctx context.Context, identifiers []Identifier) (map[string][]ID, error)
	// SuppliersByName finds the suppliers that have or had a name, by id; keys are folded by FoldSupplierName.
	SuppliersByName(ctx context.Context, folded []string) (map[string][]ID, error)
	// Suppliers pages suppliers by name.
	Suppliers(ctx context.Context, f SupplierFilter, w Window) (Page[*Supplier], error)
	// BoroughsOf pages the boroughs that have a contract with each supplier, by name.
	BoroughsOf(ctx context.Context, suppliers []ID, w Window) (map[ID]Page[*Borough], error)
	// GroupsOf returns the group that each supplier is in as of a day.
	GroupsOf(ctx context.Context, suppliers []ID, asOf Date) (map[ID]*SupplierGroup, error)
}

func (s *Supplier) cohort() **Cohort { return &s.Cohort }

// FoldedNames are the names that a supplier has or had as FoldSupplierName makes them, each
// once, in their order; a name that folds to nothing names nobody.
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
