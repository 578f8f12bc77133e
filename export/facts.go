package export

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// FactStore has the Store methods that Facts needs.
type FactStore interface {
	estate.StatedFacts
	estate.Batches
}

// Facts writes all facts of a store in the project's own form, one JSON object per line. They are
// sorted by kind, in the order of estate.Kinds, and then by id. But no fact comes before one that
// it refers to, unless facts refer to each other in a circle. Stores with equal facts give the same
// bytes, whatever database they use. Facts calls done with the number of facts after each page.
//
// It returns CodeConflict if the store was written to in the meantime.
func Facts(ctx context.Context, s FactStore, w io.Writer, done func(n int)) error {
	return whole(ctx, s, func() error {
		f := factWriter{ctx, s, w, done}
		for _, kind := range estate.Kinds {
			if err := f.kind(kind); err != nil {
				return err
			}
		}
		return nil
	})
}

type factWriter struct {
	ctx   context.Context
	store FactStore
	w     io.Writer
	done  func(n int)
}

// kind writes the facts of a kind. It writes facts that refer to no other fact of the kind first,
// and keeps only the ids of the rest.
func (f factWriter) kind(kind estate.Kind) error {
	later, refers := []estate.ID{}, map[estate.ID][]estate.ID{}
	for after := estate.ID(""); ; {
		facts, err := f.store.FactsAfter(f.ctx, kind, after, pageSize)
		if err != nil {
			return err
		}
		now := facts[:0:0]
		for _, fact := range facts {
			if others := fact.SameKindReferences(); len(others) > 0 {
				later, refers[fact.ID] = append(later, fact.ID), others
				continue
			}
			now = append(now, fact)
		}
		if err := f.write(now); err != nil {
			return err
		}
		if len(facts) < pageSize {
			break
		}
		after = facts[len(facts)-1].ID
	}
	for ids := range slices.Chunk(inOrder(later, refers), pageSize) {
		found, err := f.store.FactsOf(f.ctx, kind, ids)
		if err != nil {
			return err
		}
		facts := make([]estate.Fact, 0, len(ids))
		for _, id := range ids {
			// Otherwise it was removed in the meantime, which Facts reports.
			if fact, ok := found[id]; ok {
				facts = append(facts, fact)
			}
		}
		if err := f.write(facts); err != nil {
			return err
		}
	}
	return nil
}

// write writes a line for each fact: {"contract":{"id":...}}.
func (f factWriter) write(facts []estate.Fact) error {
	for _, fact := range facts {
		if _, err := fmt.Fprintf(f.w, "{%q:%s}\n", strings.ToLower(string(fact.Kind)), fact.Text()); err != nil {
			return err
		}
	}
	f.done(len(facts))
	return nil
}

// inOrder returns the ids with each after those that it refers to, and otherwise in their order. In
// a circle, the first id is written last.
func inOrder(ids []estate.ID, refers map[estate.ID][]estate.ID) []estate.ID {
	ordered, seen := make([]estate.ID, 0, len(ids)), make(map[estate.ID]bool, len(ids))
	var place func(id estate.ID)
	place = func(id estate.ID) {
		others, later := refers[id]
		if seen[id] || !later {
			return
		}
		seen[id] = true
		for _, other := range others {
			place(other)
		}
		ordered = append(ordered, id)
	}
	for _, id := range ids {
		place(id)
	}
	return ordered
}
