package graph

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// lookupKey is an argument by which one thing can be looked up.
type lookupKey struct {
	name  string
	given bool
}

// exactlyOne returns INVALID unless exactly one of the keys is given.
func exactlyOne(keys ...lookupKey) error {
	var all, given []string
	for _, k := range keys {
		all = append(all, k.name)
		if k.given {
			given = append(given, k.name)
		}
	}
	switch len(given) {
	case 0:
		return estate.At(strings.Join(all, ", "), estate.Invalidf("give one of %s", strings.Join(all, ", ")))
	case 1:
		return nil
	}
	return estate.At(strings.Join(given, ", "), estate.Invalidf("give only one of %s", strings.Join(given, ", ")))
}

// lookup reads one thing by its id. It returns INVALID if the id is of another kind, and the zero
// value if nothing has the id.
func lookup[V any](ctx context.Context, id estate.ID, kind estate.Kind, read byID[V]) (V, error) {
	var none V
	if _, err := estate.ParseID(string(id), kind); err != nil {
		return none, estate.At("id", err)
	}
	found, err := read(ctx, []estate.ID{id})
	return found[id], err
}

// onlyID returns the id that a key led to. It returns "" if there is none, and AMBIGUOUS if there
// are several.
func onlyID(ids []estate.ID, argument, what string) (estate.ID, error) {
	switch len(ids) {
	case 0:
		return "", nil
	case 1:
		return ids[0], nil
	}
	return "", estate.At(argument, &estate.Error{
		Code:    estate.CodeAmbiguous,
		Message: what + " names several things: ask for one by its id, as listed in extensions.ids",
		IDs:     ids,
	})
}

// boroughBySlug looks up a borough. It returns nil for the slug of a partnership, which stands
// for boroughs only in lists.
func (r *Resolver) boroughBySlug(ctx context.Context, slug string) (*estate.Borough, error) {
	named, err := r.store.BoroughsByKey(ctx, []estate.BoroughKey{estate.BoroughKey(slug)})
	if err != nil || len(named) == 0 {
		return nil, err
	}
	found, err := r.store.BoroughsByID(ctx, named[estate.BoroughKey(slug)])
	if err != nil {
		return nil, err
	}
	for _, b := range found {
		if b.Slug == slug {
			return b, nil
		}
	}
	return nil, nil
}

// boroughByName looks up a borough by its name, in any of the forms that FoldBoroughName makes
// alike.
func (r *Resolver) boroughByName(ctx context.Context, name string) (*estate.Borough, error) {
	boroughs, err := r.store.Boroughs(ctx, nil, estate.FirstPage(estate.MaxPage))
	if err != nil {
		return nil, err
	}
	folded := estate.FoldBoroughName(name)
	for _, b := range boroughs.Rows {
		if estate.FoldBoroughName(b.Row.Name) == folded {
			return b.Row, nil
		}
	}
	return nil, nil
}

// supplierByIdentifier looks up a supplier by an org-id identifier.
func (r *Resolver) supplierByIdentifier(ctx context.Context, identifier estate.Identifier) (*estate.Supplier, error) {
	if !identifier.Identifies() {
		return nil, atArgument(estate.Invalidf("ids of scheme %q do not identify a supplier: use GB-COH, GB-CHC, GB-PPON or GB-LAE", identifier.Scheme), "identifier", "scheme")
	}
	named, err := r.store.SuppliersByIdentifier(ctx, []estate.Identifier{identifier})
	if err != nil {
		return nil, err
	}
	id, err := onlyID(named[identifier.Key()], "identifier", "this identifier")
	if id == "" || err != nil {
		return nil, err
	}
	return lookup(ctx, id, estate.KindSupplier, r.store.SuppliersByID)
}

// contractByOCID looks up a contract by its contracting process.
func (r *Resolver) contractByOCID(ctx context.Context, ocid string) (*estate.Contract, error) {
	named, err := r.store.ContractsByOCID(ctx, []string{ocid})
	if err != nil {
		return nil, err
	}
	id, err := onlyID(named[ocid], "ocid", "this ocid")
	if id == "" || err != nil {
		return nil, err
	}
	return lookup(ctx, id, estate.KindContract, r.store.ContractsByID)
}

// frameworkByCode looks up a framework by its number with its owner.
func (r *Resolver) frameworkByCode(ctx context.Context, code string) (*estate.Framework, error) {
	named, err := r.store.FrameworksByCode(ctx, []string{code})
	if err != nil {
		return nil, err
	}
	id, err := onlyID(named[code], "code", "this code")
	if id == "" || err != nil {
		return nil, err
	}
	return lookup(ctx, id, estate.KindFramework, r.store.FrameworksByID)
}

// noticeByOCID looks up a notice by its contracting process.
func (r *Resolver) noticeByOCID(ctx context.Context, ocid string) (*estate.Notice, error) {
	named, err := r.store.NoticesByOCID(ctx, []string{ocid})
	if err != nil {
		return nil, err
	}
	id, err := onlyID(named[ocid], "ocid", "this ocid")
	if id == "" || err != nil {
		return nil, err
	}
	return lookup(ctx, id, estate.KindNotice, r.store.NoticesByID)
}

// nodes looks up things by id. It keeps the order of the ids, with nil for those not found.
func (r *Resolver) nodes(ctx context.Context, ids []estate.ID, argument string) ([]shape.Node, error) {
	for _, id := range ids {
		if _, err := estate.ParseID(string(id), nodeKinds()...); err != nil {
			return nil, estate.At(argument, err)
		}
	}
	found, err := r.currentNodes(ctx, ids)
	if err != nil {
		return nil, err
	}
	nodes := make([]shape.Node, len(ids))
	for i, id := range ids {
		nodes[i] = found[id]
	}
	return nodes, nil
}

// nodesInPlace looks up things by id, as nodes does. A malformed id does not spoil the others: it
// is nil, and its error is at its place in the list.
func (r *Resolver) nodesInPlace(ctx context.Context, ids []estate.ID) ([]shape.Node, error) {
	valid := make([]estate.ID, 0, len(ids))
	for i, id := range ids {
		if _, err := estate.ParseID(string(id), nodeKinds()...); err != nil {
			element := graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i})
			graphql.AddError(element, atArgument(err, "ids", strconv.Itoa(i)))
			continue
		}
		valid = append(valid, id)
	}
	found, err := r.currentNodes(ctx, valid)
	if err != nil {
		return nil, err
	}
	nodes := make([]shape.Node, len(ids))
	for i, id := range ids {
		nodes[i] = found[id]
	}
	return nodes, nil
}

// nodesByID reads things of any kind in nodeKinds, with one statement for each kind.
func (r *Resolver) nodesByID(ctx context.Context, ids []estate.ID) (map[estate.ID]shape.Node, error) {
	byKind := map[estate.Kind][]estate.ID{}
	for _, id := range ids {
		if !slices.Contains(byKind[id.Kind()], id) {
			byKind[id.Kind()] = append(byKind[id.Kind()], id)
		}
	}
	found := make(map[estate.ID]shape.Node, len(ids))
	for _, err := range []error{
		gather(ctx, found, byKind[estate.KindBorough], r.store.BoroughsByID),
		gather(ctx, found, byKind[estate.KindPartnership], r.store.PartnershipsByID),
		gather(ctx, found, byKind[estate.KindService], r.store.ServicesByID),
		gather(ctx, found, byKind[estate.KindSystem], r.store.SystemsByID),
		gather(ctx, found, byKind[estate.KindDeployment], r.store.DeploymentsByID),
		gather(ctx, found, byKind[estate.KindSupplier], r.store.SuppliersByID),
		gather(ctx, found, byKind[estate.KindFramework], r.store.FrameworksByID),
		gather(ctx, found, byKind[estate.KindContract], r.store.ContractsByID),
		gather(ctx, found, byKind[estate.KindNotice], r.store.NoticesByID),
		gather(ctx, found, byKind[estate.KindSource], r.store.SourcesByID),
	} {
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// existingNodes reads the things that exist of some ids. It leaves out ids of kinds that are not
// in nodeKinds.
func (r *Resolver) existingNodes(ctx context.Context, ids []estate.ID) (map[estate.ID]shape.Node, error) {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id estate.ID) bool { return !slices.Contains(nodeKinds(), id.Kind()) })
	nodes, err := r.nodes(ctx, ids, "")
	found := make(map[estate.ID]shape.Node, len(ids))
	for i, node := range nodes {
		if node != nil {
			found[ids[i]] = node
		}
	}
	return found, err
}

func gather[V any](ctx context.Context, into map[estate.ID]shape.Node, ids []estate.ID, read byID[V]) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := read(ctx, ids)
	for id, v := range found {
		into[id] = v
	}
	return err
}

// nodeKinds returns the kinds that node and nodes look up.
func nodeKinds() []estate.Kind {
	return slices.DeleteFunc(slices.Clone(estate.Kinds), func(k estate.Kind) bool {
		return k == estate.KindEvidence || k == estate.KindDecision || k == estate.KindRelease
	})
}
