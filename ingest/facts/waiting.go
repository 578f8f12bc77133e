package facts

import (
	"maps"
	"slices"

	"boroughgraph/estate"
)

// waiting holds things back until the one of their own kind that they refer to has come: the
// contract that succeeds another, the deployment that replaces another.
type waiting[T any] struct {
	links func(T) (id, other estate.ID) // other is the one that it refers to; empty is none
	given map[estate.ID]bool
	held  map[estate.ID][]T // by what they wait for
}

func newWaiting[T any](links func(T) (id, other estate.ID)) *waiting[T] {
	return &waiting[T]{links: links, given: map[estate.ID]bool{}, held: map[estate.ID][]T{}}
}

// add takes a thing and returns what can be handed over now: nothing, or it and all that waited for it.
func (w *waiting[T]) add(thing T) []T {
	if _, other := w.links(thing); other != "" && !w.given[other] {
		w.held[other] = append(w.held[other], thing)
		return nil
	}
	now := []T{thing}
	for i := 0; i < len(now); i++ {
		id, _ := w.links(now[i])
		w.given[id] = true
		now = append(now, w.held[id]...)
		delete(w.held, id)
	}
	return now
}

// rest are those whose other never came: it is in the store, or nowhere, or waits for them.
func (w *waiting[T]) rest() []T {
	var rest []T
	for _, other := range slices.Sorted(maps.Keys(w.held)) {
		rest = append(rest, w.held[other]...)
	}
	return rest
}
