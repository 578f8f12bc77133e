package graph

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// load names what a cohort has loaded: the field and every argument that was used.
type load struct {
	field  string
	asked  string // filter and order, as asked
	window estate.Window
	day    estate.Date
}

// asked is arguments as one text, so that a load can be remembered by them.
func asked(arguments ...any) string {
	b, err := json.Marshal(arguments)
	if err != nil {
		panic(err) // arguments are plain data and always encode
	}
	return string(b)
}

// byID is a read of a Store.
type byID[V any] func(context.Context, []estate.ID) (map[estate.ID]V, error)

// related reads, in one go for all the cohort of row, what the ids that of gives lead to.
func related[R estate.Member, V any](ctx context.Context, row R, what load, of func(R) []estate.ID, read byID[V]) (map[estate.ID]V, error) {
	return estate.Load(ctx, row, what, func(ctx context.Context, rows []R) (map[estate.ID]V, error) {
		var ids []estate.ID
		for _, r := range rows {
			ids = append(ids, of(r)...)
		}
		slices.Sort(ids)
		ids = slices.DeleteFunc(slices.Compact(ids), func(id estate.ID) bool { return id == "" })
		found, err := read(ctx, ids)
		if err != nil {
			return nil, failed(err) // shown for every row of the cohort, logged once
		}
		return found, nil
	})
}

// one is what the id that of gives leads to, zero if it is empty or leads nowhere.
func one[R estate.Member, V any](ctx context.Context, row R, what load, of func(R) estate.ID, read byID[V]) (V, error) {
	found, err := related(ctx, row, what, func(r R) []estate.ID { return []estate.ID{of(r)} }, read)
	return found[of(row)], err
}

// many is what the ids that of gives lead to, in their order, never nil.
func many[R estate.Member, V any](ctx context.Context, row R, field string, of func(R) []estate.ID, read byID[V]) ([]V, error) {
	found, err := related(ctx, row, load{field: field}, of, read)
	if err != nil {
		return nil, err
	}
	return inOrder(of(row), found), nil
}

// manyOrUnknown is many, but nil where the ids are nil: unknown is not none.
func manyOrUnknown[R estate.Member, V any](ctx context.Context, row R, field string, of func(R) []estate.ID, read byID[V]) ([]V, error) {
	if of(row) == nil {
		return nil, nil
	}
	return many(ctx, row, field, of, read)
}

// inOrder is what was found for ids, in their order, without those that lead nowhere.
func inOrder[V any](ids []estate.ID, found map[estate.ID]V) []V {
	vs := make([]V, 0, len(ids))
	for _, id := range ids {
		if v, ok := found[id]; ok {
			vs = append(vs, v)
		}
	}
	return vs
}

// evidence is the evidence on the subject of row, on one field and what is below it if that is given.
func evidence[R estate.Member](ctx context.Context, row R, subject func(R) estate.ID, field *string, read byID[[]*estate.Evidence]) ([]*estate.Evidence, error) {
	all, err := one(ctx, row, load{field: "evidence"}, subject, read)
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
