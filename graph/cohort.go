package graph

import (
	"context"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/graph/arguments"
)

// loadKey identifies one load of a cohort: the field and every argument that the read depends on.
// A cohort reads once per key.
type loadKey struct {
	field  string
	asked  string // the filter and the order, by argumentsKey
	window estate.Window
	day    estate.Date
}

// argumentsKey returns a short text that stands for arguments, for use in a loadKey.
func argumentsKey(values ...any) string {
	return arguments.Digest(context.Background(), nil, values...)
}

// filterKey is argumentsKey for a filter and an order. It reads the filter once for all parents of
// a field, because they share the pointer to it.
func filterKey[F any, O comparable](ctx context.Context, f *F, o O) string {
	type key struct {
		filter *F
		order  O
	}
	return arguments.Digest(ctx, key{f, o}, f, o)
}

// byID is a batch read of a Store.
type byID[V any] func(context.Context, []estate.ID) (map[estate.ID]V, error)

// loadRelated reads the things related to row, and in the same statement those related to every
// other row of its cohort. The function of returns the ids to read for one row.
func loadRelated[R estate.Member, V any](ctx context.Context, row R, key loadKey, of func(R) []estate.ID, read byID[V]) (map[estate.ID]V, error) {
	return estate.Load(ctx, row, key, func(ctx context.Context, rows []R) (map[estate.ID]V, error) {
		var ids []estate.ID
		for _, r := range rows {
			ids = append(ids, of(r)...)
		}
		slices.Sort(ids)
		ids = slices.DeleteFunc(slices.Compact(ids), func(id estate.ID) bool { return id == "" })
		found, err := read(ctx, ids)
		if err != nil {
			return nil, newFailure(err) // every row of the cohort shows it; it is logged once
		}
		return found, nil
	})
}

// loadOne is loadRelated for rows with one related id. It returns the zero value if that id is
// empty or not found.
func loadOne[R estate.Member, V any](ctx context.Context, row R, key loadKey, of func(R) estate.ID, read byID[V]) (V, error) {
	found, err := loadRelated(ctx, row, key, func(r R) []estate.ID { return []estate.ID{of(r)} }, read)
	return found[of(row)], err
}

// loadMany is loadRelated for a list. It keeps the order of the ids and never returns nil.
func loadMany[R estate.Member, V any](ctx context.Context, row R, field string, of func(R) []estate.ID, read byID[V]) ([]V, error) {
	found, err := loadRelated(ctx, row, loadKey{field: field}, of, read)
	if err != nil {
		return nil, err
	}
	return inOrder(of(row), found), nil
}

// loadManyOrUnknown is loadMany, but returns nil if the ids are nil: unknown is not none.
func loadManyOrUnknown[R estate.Member, V any](ctx context.Context, row R, field string, of func(R) []estate.ID, read byID[V]) ([]V, error) {
	if of(row) == nil {
		return nil, nil
	}
	return loadMany(ctx, row, field, of, read)
}

// gathered returns a read of lists whose rows, of all parents, form one cohort.
func gathered[R estate.Member](read byID[[]R]) byID[[]R] {
	return func(ctx context.Context, ids []estate.ID) (map[estate.ID][]R, error) {
		found, err := read(ctx, ids)
		var all []R
		for _, rows := range found {
			all = append(all, rows...)
		}
		estate.Gather(all)
		return found, err
	}
}

// inOrder returns what was found, in the order of ids, leaving out ids that were not found.
func inOrder[V any](ids []estate.ID, found map[estate.ID]V) []V {
	vs := make([]V, 0, len(ids))
	for _, id := range ids {
		if v, ok := found[id]; ok {
			vs = append(vs, v)
		}
	}
	return vs
}

// evidence returns the evidence about the subject of row. If field is given, it returns only
// evidence about that field and the fields below it.
func evidence[R estate.Member](ctx context.Context, row R, subject func(R) estate.ID, field *string, read byID[[]*estate.Evidence]) ([]*estate.Evidence, error) {
	all, err := loadOne(ctx, row, loadKey{field: "evidence"}, subject, read)
	if err != nil {
		return nil, err
	}
	found := make([]*estate.Evidence, 0, len(all))
	for _, e := range all {
		if field == nil || e.Field == *field || strings.HasPrefix(e.Field, *field+"[") || strings.HasPrefix(e.Field, *field+".") {
			found = append(found, e)
		}
	}
	return found, nil
}

func boroughID(b *estate.Borough) estate.ID         { return b.ID }
func partnershipID(p *estate.Partnership) estate.ID { return p.ID }
func serviceID(s *estate.Service) estate.ID         { return s.ID }
func systemID(s *estate.System) estate.ID           { return s.ID }
func deploymentID(d *estate.Deployment) estate.ID   { return d.ID }
func supplierID(s *estate.Supplier) estate.ID       { return s.ID }
func contractID(c *estate.Contract) estate.ID       { return c.ID }
func batchID(b *estate.Batch) estate.ID             { return b.ID }
func frameworkID(f *estate.Framework) estate.ID     { return f.ID }
func noticeID(n *estate.Notice) estate.ID           { return n.ID }
