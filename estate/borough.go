package estate

// Identifier is an org-id pair: a scheme of org-id.guide and the id in it.
type Identifier struct {
	Scheme string `json:"scheme"`
	ID     string `json:"id"`
}

// Key is "scheme:id", as stores index it.
func (i Identifier) Key() string { return i.Scheme + ":" + i.ID }

// Identifies reports whether the scheme identifies a legal person everywhere;
// GB-CFS and GB-FTS ids are local to a notice (RULES 6).
func (i Identifier) Identifies() bool {
	switch i.Scheme {
	case "GB-COH", "GB-CHC", "GB-PPON", "GB-LAE":
		return true
	}
	return false
}

// Borough is one of the 33: 32 London boroughs and the City of London Corporation.
type Borough struct {
	ID           ID           `json:"id"`
	GSSCode      string       `json:"gssCode"` // E09000001 to E09000033
	Slug         string       `json:"slug"`    // "camden"
	Name         string       `json:"name"`    // "Camden"
	OfficialName string       `json:"officialName"`
	Identifiers  []Identifier `json:"identifiers"`
	// Population is the residents of PopulationYear; nil is not known.
	Population     *int `json:"population,omitempty"`
	PopulationYear *int `json:"populationYear,omitempty"`

	Cohort *Cohort `json:"-"`
}

// BoroughKey is how a user names boroughs: a GSS code, a slug, an id, or the
// slug or id of a Partnership, which stands for all its listed members.
type BoroughKey string

// Partnership is a named set of boroughs: sub-regional, a shared service, a consortium.
type Partnership struct {
	ID      ID     `json:"id"`
	Slug    string `json:"slug"`
	Name    string `json:"name"`
	Purpose string `json:"purpose"` // "shared ICT service", "sub-regional partnership"
	Members []ID   `json:"members"` // of Boroughs
	// Ended is when it stopped; empty is not known to have ended.
	Ended StatedDate `json:"ended,omitempty"`

	Cohort *Cohort `json:"-"`
}

// Service is what is delivered, to citizens or inside the council. The tree has
// two levels: service areas, and the services in them.
type Service struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// Area is the service area it belongs to; empty if this is an area.
	Area ID `json:"area,omitempty"`
	// LGSL is the Local Government Service List id; nil where the list has none, as for inner services.
	LGSL *int `json:"lgsl,omitempty"`

	Cohort *Cohort `json:"-"`
}

// IsArea reports whether this is a service area and not a service in one.
func (s *Service) IsArea() bool { return s.Area == "" }
