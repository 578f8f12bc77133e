package graph

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// searchWindow is the place in the answer to a query: a cursor of another query is one of another list.
func searchWindow(ctx context.Context, q estate.SearchQuery, p paging) (place, error) {
	return window(ctx, "search/"+q.Name, p)
}

// found is what the hits of one page lead to, in their order, read for all of them at once.
func (r *Resolver) found(ctx context.Context, hits ...*estate.Hit) ([]shape.Node, error) {
	ids := make([]estate.ID, len(hits))
	for i, h := range hits {
		ids[i] = h.Noun
	}
	if len(hits) == 0 {
		return []shape.Node{}, nil
	}
	noun := func(h *estate.Hit) []estate.ID { return []estate.ID{h.Noun} }
	nodes, err := related(ctx, hits[0], load{field: "node"}, noun, r.nodesByID)
	return inOrder(ids, nodes), err
}
