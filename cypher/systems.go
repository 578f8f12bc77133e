package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// SystemsByID implements estate.Systems.
func (s *Store) SystemsByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.System, error) {
	return byKey(ctx, s, "systems_by_id", ids, reading.Facts[estate.System])
}

// Systems implements estate.Systems.
func (s *Store) Systems(ctx context.Context, f estate.SystemFilter, w estate.Window) (estate.Page[*estate.System], error) {
	st := ask("systems", parameters{"asOf": string(f.AsOf), "boroughs": nil})
	filter(st, "services", f.Services)
	filter(st, "boroughs", f.Boroughs)
	filter(st, "makers", f.Makers)
	return paged(ctx, s, st, w, reading.Facts[estate.System])
}

// SystemsMadeBy implements estate.Systems.
func (s *Store) SystemsMadeBy(ctx context.Context, suppliers []estate.ID, asOf estate.Date, w estate.Window) (map[estate.ID]estate.Page[*estate.System], error) {
	return pagedOf(ctx, s, ask("systems_made_by", parameters{"asOf": string(asOf)}), suppliers, w, reading.Facts[estate.System])
}
