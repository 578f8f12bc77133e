package sqlite

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
	return idsByKey(ctx, s, "suppliers_by_identifier", identifying(identifiers))
}

// SuppliersByName implements estate.Suppliers.
func (s *Store) SuppliersByName(ctx context.Context, folded []string) (map[string][]estate.ID, error) {
	return idsByKey(ctx, s, "suppliers_by_name", folded)
}

// identifying returns the keys of those identifiers that identify a legal person everywhere.
func identifying(identifiers []estate.Identifier) []string {
	keys := []string{}
	for _, i := range identifiers {
		if i.Identifies() {
			keys = append(keys, i.Key())
		}
	}
	return keys
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

// GroupsOf implements estate.Suppliers. Suppliers of one group share it.
func (s *Store) GroupsOf(ctx context.Context, suppliers []estate.ID, asOf estate.Date) (map[estate.ID]*estate.SupplierGroup, error) {
	groups := make(map[estate.ID]*estate.SupplierGroup, len(suppliers))
	if len(suppliers) == 0 {
		return groups, nil
	}
	members := reading.NewNouns(reading.Facts[estate.Supplier])
	under := map[estate.ID]*estate.SupplierGroup{} // by head
	of := map[estate.ID]*estate.SupplierGroup{}    // by member
	st := ask("groups_of", parameters{"suppliers": list(suppliers), "as_of": string(asOf)})
	err := s.read(ctx, st, func(r row) error {
		member, err := members.Noun(r)
		if err != nil {
			return err
		}
		head := estate.ID(r.Text("head"))
		g := under[head]
		if g == nil {
			g = &estate.SupplierGroup{AsOf: asOf}
			under[head] = g
		}
		if member.ID == head {
			g.Head, g.TopKnown = member, member.HeadsGroup
		}
		g.Members = append(g.Members, &estate.GroupMember{Supplier: member, Undated: r.Flag("undated"), Inferred: r.Flag("inferred")})
		of[member.ID] = g
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, id := range suppliers {
		if g := of[id]; g != nil {
			groups[id] = g
		}
	}
	members.Gather()
	return groups, nil
}
