package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// ServicesByID implements estate.Services.
func (s *Store) ServicesByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Service, error) {
	return byKey(ctx, s, "services_by_id", ids, reading.Facts[estate.Service])
}

// Services implements estate.Services.
func (s *Store) Services(ctx context.Context, f estate.ServiceFilter, w estate.Window) (estate.Page[*estate.Service], error) {
	st := ask("services", parameters{})
	filter(st, "areas", f.Areas)
	if f.AreasOnly != nil && *f.AreasOnly {
		st.on = append(st.on, "areas_only")
	} else if f.AreasOnly != nil {
		st.on = append(st.on, "leaves_only")
	}
	return paged(ctx, s, st, w, reading.Facts[estate.Service])
}

// ServicesIn implements estate.Services.
func (s *Store) ServicesIn(ctx context.Context, areas []estate.ID) (map[estate.ID][]*estate.Service, error) {
	return listsOf(ctx, s, ask("services_in", parameters{}), areas, reading.Facts[estate.Service])
}
