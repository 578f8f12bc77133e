package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// BoroughsByID implements estate.Boroughs.
func (s *Store) BoroughsByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Borough, error) {
	return byKey(ctx, s, "boroughs_by_id", ids, reading.Facts[estate.Borough])
}

// BoroughsByKey implements estate.Boroughs.
func (s *Store) BoroughsByKey(ctx context.Context, keys []estate.BoroughKey) (map[estate.BoroughKey][]estate.ID, error) {
	return idsByKey(ctx, s, "boroughs_by_key", keys)
}

// Boroughs implements estate.Boroughs.
func (s *Store) Boroughs(ctx context.Context, ids []estate.ID, w estate.Window) (estate.Page[*estate.Borough], error) {
	st := ask("boroughs", parameters{})
	filter(st, "ids", ids)
	return paged(ctx, s, st, w, reading.Facts[estate.Borough])
}

// PartnershipsByID implements estate.Boroughs.
func (s *Store) PartnershipsByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Partnership, error) {
	return byKey(ctx, s, "partnerships_by_id", ids, reading.Facts[estate.Partnership])
}

// PartnershipsBySlug implements estate.Boroughs.
func (s *Store) PartnershipsBySlug(ctx context.Context, slugs []string) (map[string]*estate.Partnership, error) {
	return byKey(ctx, s, "partnerships_by_slug", slugs, reading.Facts[estate.Partnership])
}

// Partnerships implements estate.Boroughs.
func (s *Store) Partnerships(ctx context.Context, boroughs []estate.ID, w estate.Window) (estate.Page[*estate.Partnership], error) {
	st := ask("partnerships", parameters{})
	filter(st, "boroughs", boroughs)
	return paged(ctx, s, st, w, reading.Facts[estate.Partnership])
}

// PartnershipsOf implements estate.Boroughs.
func (s *Store) PartnershipsOf(ctx context.Context, boroughs []estate.ID) (map[estate.ID][]*estate.Partnership, error) {
	return listsOf(ctx, s, ask("partnerships_of", parameters{}), boroughs, reading.Facts[estate.Partnership])
}
