package estate

import "context"

// Service is a service that a council delivers, to citizens or internally. Services form a tree
// with two levels: service areas, and the services within them.
type Service struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// Area is the service area it belongs to; empty if this is an area.
	Area ID `json:"area,omitempty"`
	// LGSL is the Local Government Service List id; nil if the list has none, as for internal
	// services.
	LGSL *int `json:"lgsl,omitempty"`

	Cohort *Cohort `json:"-"`
}

// ServiceFilter selects services. A nil field does not filter.
type ServiceFilter struct {
	Areas     []ID  // the services in these areas
	AreasOnly *bool // true: only areas; false: only the services in them
}

// Services reads the tree of services.
type Services interface {
	ServicesByID(ctx context.Context, ids []ID) (map[ID]*Service, error)
	// Services pages services by area, then name. An area comes before its services.
	Services(ctx context.Context, f ServiceFilter, w Window) (Page[*Service], error)
	// ServicesIn returns the services of each area by name.
	ServicesIn(ctx context.Context, areas []ID) (map[ID][]*Service, error)
}

func (s *Service) cohort() **Cohort { return &s.Cohort }

// ServiceKey returns the sort key of a service: by area, then name. An area comes before its
// services.
func ServiceKey(s *Service, area *Service) string {
	if area == nil {
		return Fold(s.Name) + keySeparator + keySeparator + string(s.ID)
	}
	return Fold(area.Name) + keySeparator + Fold(s.Name) + keySeparator + string(s.ID)
}
