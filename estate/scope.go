package estate

// Scope is what a question looks at.
type Scope struct {
	// Boroughs asked for, by id; nil is all, empty is none.
	Boroughs []ID
	AsOf     Date
	// Terms of contracts to count; nil is those that RULES 2 counts.
	Terms []Term
}

// IsNone reports whether no borough is asked for, which is not the same as all:
// the answer is then empty, and a store sends no statement for it.
func (s Scope) IsNone() bool { return s.Boroughs != nil && len(s.Boroughs) == 0 }
