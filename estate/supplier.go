package estate

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
