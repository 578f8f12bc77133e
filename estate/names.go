package estate

// DatedName is a present or former name.
type DatedName struct {
	Name string `json:"name"`
	// Until is the date on which it stopped being the name; empty if unknown, or if it is still in
	// use.
	Until StatedDate `json:"until,omitempty"`
	// Earlier marks a former name. Otherwise the name is an alias.
	Earlier bool `json:"earlier,omitempty"`
	// Inferred reports that the source implies the identity and does not state it.
	Inferred bool `json:"inferred,omitempty"`
}
