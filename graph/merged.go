package graph

import (
	"context"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// merged looks up ids that are no longer in use, and returns the ids that they were merged into
// when a suggestion was confirmed. So an old id in a link or a client's cache still works.
func (r *Resolver) merged(ctx context.Context, missing []estate.ID) (estate.Renamed, error) {
	kinds := []estate.Kind{estate.KindSupplier, estate.KindContract, estate.KindSystem}
	if !slices.ContainsFunc(missing, func(id estate.ID) bool { return slices.Contains(kinds, id.Kind()) }) {
		return nil, nil
	}
	decisions, err := estate.AllDecisions(ctx, r.store)
	return estate.RenamedBy(decisions), err
}

// current is like lookup, but also finds a thing by the id that it had before it was merged.
func current[V comparable](ctx context.Context, r *Resolver, id estate.ID, kind estate.Kind, read byID[V]) (V, error) {
	var none V
	found, err := lookup(ctx, id, kind, read)
	if err != nil || found != none {
		return found, err
	}
	merged, err := r.merged(ctx, []estate.ID{id})
	if to, ok := merged[id]; ok && err == nil {
		return lookup(ctx, to, kind, read)
	}
	return none, err
}

// currentNodes is like nodesByID, but also finds things by the ids that they had before they were
// merged.
func (r *Resolver) currentNodes(ctx context.Context, ids []estate.ID) (map[estate.ID]shape.Node, error) {
	found, err := r.nodesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	var missing []estate.ID
	for _, id := range ids {
		if found[id] == nil {
			missing = append(missing, id)
		}
	}
	merged, err := r.merged(ctx, missing)
	if err != nil || len(merged) == 0 {
		return found, err
	}
	var now []estate.ID
	for _, id := range missing {
		if to, ok := merged[id]; ok {
			now = append(now, to)
		}
	}
	nodes, err := r.nodesByID(ctx, now)
	for _, id := range missing {
		if node := nodes[merged[id]]; node != nil {
			found[id] = node
		}
	}
	return found, err
}
