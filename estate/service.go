package estate

import "context"

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

// ServiceFilter narrows services. Nil fields do not filter.
type ServiceFilter struct {
	Areas     []ID  // the services in these areas
	AreasOnly *bool // true: only areas; false: only the services in them
}

// Services reads the tree of services.
type Services interface {
	ServicesByID(ctx context.Context, ids []ID) (map[ID]*Service, error)
	// Services pages services by area, then name; an area comes before its services.
	Services(ctx context.Context, f ServiceFilter, w Window) (Page[*Service], error)
	// ServicesIn returns the services of each area by name.
	ServicesIn(ctx context.Context, areas []ID) (map[ID][]*Service, error)
}

func (s *Service) cohort() **Cohort { return &s.Cohort }

// ServiceKey orders services by area, then name: an area comes before the services in it.
func ServiceKey(s *Service, area *Service) string {
	if area == nil {
		return Fold(s.Name) + keySeparator + keySeparator + string(s.ID)
	}
	return Fold(area.Name) + keySeparator + Fold(s.Name) + keySeparator + string(s.ID)
}
