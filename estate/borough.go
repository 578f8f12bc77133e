package estate

import (
	"context"
	"strings"
)

// Key returns "scheme:id", which stores use as an index key.
func (i Identifier) Key() string { return i.Scheme + ":" + i.ID }

// Identifies reports whether the scheme identifies a legal person everywhere. GB-CFS and GB-FTS
// ids, for example, are local to one notice (RULES 6).
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
	// Population is the number of residents in PopulationYear; nil if not known.
	Population     *int `json:"population,omitempty"`
	PopulationYear *int `json:"populationYear,omitempty"`

	Cohort *Cohort `json:"-"`
}

// FoldBoroughName folds a borough's name and drops what authorities put around it, so that
// "Camden", "London Borough of Camden" and "camden council" compare alike.
func FoldBoroughName(name string) string {
	folded := Fold(strings.ReplaceAll(name, "&", " and "))
	folded = strings.TrimPrefix(folded, "the ")
	for _, body := range []string{" council", " corporation", " borough", " city"} {
		folded = strings.TrimSuffix(folded, body)
	}
	for _, title := range []string{"london borough of ", "royal borough of ", "city of "} {
		if bare, ok := strings.CutPrefix(folded, title); ok && bare != "london" { // all of them are in London
			return bare
		}
	}
	return folded
}

// BoroughKey is a user's key for boroughs: a GSS code, a slug or an id. The slug or id of a
// Partnership stands for all its listed members.
type BoroughKey string

// IsArea reports whether this is a service area, not a service within one.
func (s *Service) IsArea() bool { return s.Area == "" }

// Boroughs reads boroughs and partnerships.
type Boroughs interface {
	BoroughsByID(ctx context.Context, ids []ID) (map[ID]*Borough, error)
	// BoroughsByKey returns the boroughs for each key: one borough for a GSS code, slug or id, or
	// all listed members of a partnership for its slug or id. Ids are sorted by GSS code.
	BoroughsByKey(ctx context.Context, keys []BoroughKey) (map[BoroughKey][]ID, error)
	// Boroughs pages boroughs by name. If ids is nil it pages all of them; if ids is empty, none.
	Boroughs(ctx context.Context, ids []ID, w Window) (Page[*Borough], error)
	PartnershipsByID(ctx context.Context, ids []ID) (map[ID]*Partnership, error)
	PartnershipsBySlug(ctx context.Context, slugs []string) (map[string]*Partnership, error)
	// Partnerships pages partnerships by name. If boroughs is not nil, only those with a member
	// among them.
	Partnerships(ctx context.Context, boroughs []ID, w Window) (Page[*Partnership], error)
	// PartnershipsOf returns the partnerships of each borough by name.
	PartnershipsOf(ctx context.Context, boroughs []ID) (map[ID][]*Partnership, error)
}

func (b *Borough) cohort() **Cohort { return &b.Cohort }
