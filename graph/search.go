package graph

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// searchWindow is window for the results of a query. The query is part of the list's name, so that
// a cursor of another query is refused.
func searchWindow(ctx context.Context, q estate.SearchQuery, p paging) (place, error) {
	return window(ctx, "search/"+q.Name, p)
}

// hitNodes returns the things that the hits of one page found, in order. It reads once for all.
func (r *Resolver) hitNodes(ctx context.Context, hits ...*estate.Hit) ([]shape.Node, error) {
	ids := make([]estate.ID, len(hits))
	for i, h := range hits {
		ids[i] = h.Noun
	}
	if len(hits) == 0 {
		return []shape.Node{}, nil
	}
	noun := func(h *estate.Hit) []estate.ID { return []estate.ID{h.Noun} }
	nodes, err := loadRelated(ctx, hits[0], loadKey{field: "node"}, noun, r.nodesByID)
	return inOrder(ids, nodes), err
}
