package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// SystemsUsed implements estate.Uses.
func (s *Store) SystemsUsed(ctx context.Context, parents []estate.ID, asOf estate.Date, w estate.Window) (map[estate.ID]estate.Page[*estate.System], error) {
	return pagedOf(ctx, s, ask("systems_used", parameters{"asOf": string(asOf)}), parents, w, reading.Facts[estate.System])
}

// ServicesUsed implements estate.Uses.
func (s *Store) ServicesUsed(ctx context.Context, boroughs []estate.ID, asOf estate.Date, w estate.Window) (map[estate.ID]estate.Page[*estate.Service], error) {
	return pagedOf(ctx, s, ask("services_used", parameters{"asOf": string(asOf)}), boroughs, w, reading.Facts[estate.Service])
}

// BoroughsUsing implements estate.Uses.
func (s *Store) BoroughsUsing(ctx context.Context, services []estate.ID, asOf estate.Date, w estate.Window) (map[estate.ID]estate.Page[*estate.Borough], error) {
	return pagedOf(ctx, s, ask("boroughs_using", parameters{"asOf": string(asOf)}), services, w, reading.Facts[estate.Borough])
}
