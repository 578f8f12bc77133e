package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// SuppliersByID implements estate.Suppliers.
func (s *Store) SuppliersByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Supplier, error) {
	return byKey(ctx, s, "suppliers_by_id", ids, reading.Facts[estate.Supplier])
}

// SuppliersByIdentifier implements estate.Suppliers.
func (s *Store) SuppliersByIdentifier(ctx context.Context, identifiers []estate.Identifier) (map[string][]estate.ID, error) {
	var keys []string
	for _, i := range identifiers {
		if i.Identifies() {
			keys = append(keys, i.Key())
		}
	}
	return idsByKey(ctx, s, "suppliers_by_identifier", keys)
}

// SuppliersByName implements estate.Suppliers.
func (s *Store) SuppliersByName(ctx context.Context, folded []string) (map[string][]estate.ID, error) {
	return idsByKey(ctx, s, "suppliers_by_name", folded)
}

// Suppliers implements estate.Suppliers.
func (s *Store) Suppliers(ctx context.Context, f estate.SupplierFilter, w estate.Window) (estate.Page[*estate.Supplier], error) {
	st := ask("suppliers", parameters{})
	filter(st, "boroughs", f.Boroughs)
	return paged(ctx, s, st, w, reading.Facts[estate.Supplier])
}

// BoroughsOf implements estate.Suppliers.
func (s *Store) BoroughsOf(ctx context.Context, suppliers []estate.ID, w estate.Window) (map[estate.ID]estate.Page[*estate.Borough], error) {
	return pagedOf(ctx, s, ask("boroughs_of", parameters{}), suppliers, w, reading.Facts[estate.Borough])
}

// GroupsOf implements estate.Suppliers.
func (s *Store) GroupsOf(ctx context.Context, suppliers []estate.ID, asOf estate.Date) (map[estate.ID]*estate.SupplierGroup, error) {
	groups := make(map[estate.ID]*estate.SupplierGroup, len(suppliers))
	if len(suppliers) == 0 {
		return groups, nil
	}
	rows, err := s.send(ctx, ask("groups_of", parameters{"parents": texts(suppliers), "asOf": string(asOf)}))
	if err != nil {
		return nil, err
	}
	nouns := reading.NewNouns(reading.Facts[estate.Supplier])
	for _, r := range rows {
		group := &estate.SupplierGroup{AsOf: asOf}
		for _, member := range r.Rows("members") {
			supplier, err := nouns.Noun(member)
			if err != nil {
				return nil, err
			}
			group.Members = append(group.Members, &estate.GroupMember{
				Supplier: supplier, Undated: member.Flag("undated"), Inferred: member.Flag("inferred"),
			})
			if member.Text("id") == r.Text("head") {
				group.Head, group.TopKnown = supplier, supplier.HeadsGroup
			}
		}
		for _, parent := range r.Texts("parents") {
			groups[estate.ID(parent)] = group
		}
	}
	nouns.Gather()
	return groups, nil
}
