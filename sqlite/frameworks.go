package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// FrameworksByID implements estate.Frameworks.
func (s *Store) FrameworksByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Framework, error) {
	return byKey(ctx, s, "frameworks_by_id", ids, reading.Facts[estate.Framework])
}

// FrameworksByCode implements estate.Frameworks.
func (s *Store) FrameworksByCode(ctx context.Context, codes []string) (map[string][]estate.ID, error) {
	return idsByKey(ctx, s, "frameworks_by_code", codes)
}

// Frameworks implements estate.Frameworks.
func (s *Store) Frameworks(ctx context.Context, f estate.FrameworkFilter, w estate.Window) (estate.Page[*estate.Framework], error) {
	st := ask("frameworks", parameters{})
	filter(st, "boroughs", f.Boroughs)
	filter(st, "suppliers", f.Suppliers)
	return paged(ctx, s, st, w, reading.Facts[estate.Framework])
}
