package estate

// Scope limits a question to some boroughs, terms and a day.
type Scope struct {
	// Boroughs are the ids asked for; nil means all, empty means none.
	Boroughs []ID
	AsOf     Date
	// Terms are the terms to count; nil means those that RULES 2 counts.
	Terms []Term
}

// IsNone reports whether the boroughs asked for are an empty list, which is not the same as all.
// The answer is then empty and a store sends no statement.
func (s Scope) IsNone() bool { return s.Boroughs != nil && len(s.Boroughs) == 0 }
