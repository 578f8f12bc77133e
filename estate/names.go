package estate

// DatedName is a name that something has or had.
type DatedName struct {
	Name string `json:"name"`
	// Until is when it stopped being the name; empty is not known, or still in use.
	Until StatedDate `json:"until,omitempty"`
	// Earlier marks a name that has been given up; otherwise it is an alias.
	Earlier bool `json:"earlier,omitempty"`
	// Inferred: the source implies the identity and does not state it.
	Inferred bool `json:"inferred,omitempty"`
}
