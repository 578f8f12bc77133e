package cypher

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

func (sh *shape) framework(f *estate.Framework) {
	sh.properties = parameters{
		"name": f.Name, "code": known(f.Code), "owner": known(f.Owner), "startDate": known(f.StartDate), "endDate": known(f.EndDate),
		"maxExtentDate": known(f.MaxExtentDate), "byName": storedKey(estate.TextKey(f.Name, f.ID)),
	}
	for _, id := range texts(f.Boroughs) {
		sh.add(linkOwner, estate.ID(id), f.ID, nil)
	}
	sh.addOnce(linkOnFramework, f.ID, f.Suppliers)
}
