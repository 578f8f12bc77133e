package export

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// FactStore is what Facts reads.
type FactStore interface {
	estate.StatedFacts
	estate.Batches
}

// Facts writes all that a store holds in the project's own form, one JSON object a line: kind by kind
// in the order of estate.Kinds, each by id, but that a thing comes after the one of its own kind that it refers
// to. So nothing comes before what it refers to, unless things refer to each other in a circle. Equal stores are
// written to the byte alike, whatever database they are in. done is told of every fact that was written.
//
// CodeConflict if the store was written to in the meantime.
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

// kind writes the facts of a kind: those that refer to no other of it at once, and then the
// others, of which no more than the ids are held.
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
			if fact, ok := found[id]; ok { // else it was removed in the meantime, which Facts tells of
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

// inOrder are ids so that each comes after those of them that it refers to, else as they were. In a
// circle the one that comes first is written last.
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
