package estate

import "context"

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

// IsArea reports whether this is a service area and not a service in one.
func (s *Service) IsArea() bool { return s.Area == "" }

// Boroughs reads boroughs and partnerships.
type Boroughs interface {
	BoroughsByID(ctx context.Context, ids []ID) (map[ID]*Borough, error)
	// BoroughsByKey finds what each key names: a borough by GSS code, slug or id, or
	// all listed members of a partnership by its slug or id. Ids come by GSS code.
	BoroughsByKey(ctx context.Context, keys []BoroughKey) (map[BoroughKey][]ID, error)
	// Boroughs pages boroughs by name. ids nil is all, empty is none.
	Boroughs(ctx context.Context, ids []ID, w Window) (Page[*Borough], error)
	PartnershipsByID(ctx context.Context, ids []ID) (map[ID]*Partnership, error)
	PartnershipsBySlug(ctx context.Context, slugs []string) (map[string]*Partnership, error)
	// Partnerships pages partnerships by name; with boroughs not nil, those with a member among them.
	Partnerships(ctx context.Context, boroughs []ID, w Window) (Page[*Partnership], error)
	// PartnershipsOf returns the partnerships of each borough by name.
	PartnershipsOf(ctx context.Context, boroughs []ID) (map[ID][]*Partnership, error)
}

func (b *Borough) cohort() **Cohort { return &b.Cohort }
