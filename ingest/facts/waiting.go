package facts

import (
	"maps"
	"slices"

	"boroughgraph/estate"
)

// waiting holds facts back until the fact of their own kind that they refer to has come. For
// example, a contract waits for its successor, and a deployment for the one that replaces it.
type waiting[T any] struct {
	links func(T) (id, other estate.ID) // other is the fact referred to, or empty
	given map[estate.ID]bool
	held  map[estate.ID][]T // by the fact they wait for
}

func newWaiting[T any](links func(T) (id, other estate.ID)) *waiting[T] {
	return &waiting[T]{links: links, given: map[estate.ID]bool{}, held: map[estate.ID][]T{}}
}

// add takes a fact and returns those that can be passed on now: none, or this one and all that
// waited for it.
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

// rest returns the facts that still wait. What they refer to is in the store, or missing, or waits
// for them.
func (w *waiting[T]) rest() []T {
	var rest []T
	for _, other := range slices.Sorted(maps.Keys(w.held)) {
		rest = append(rest, w.held[other]...)
	}
	return rest
}
