package estate

// Scope is what a question looks at.
type Scope struct {
	// Boroughs are the ids asked for; nil means all, empty means none.
	Boroughs []ID
	AsOf     Date
	// Terms are those of the contracts to count; nil is those that RULES 2 counts.
	Terms []Term
}

// IsNone reports whether the boroughs asked for are an empty list, which is not the same as all.
// The answer is then empty and a store sends no statement.
func (s Scope) IsNone() bool { return s.Boroughs != nil && len(s.Boroughs) == 0 }
