package estate

// Identifier is an org-id pair: a scheme of org-id.guide and the id in it.
type Identifier struct {
	Scheme string `json:"scheme"`
	ID     string `json:"id"`
}
