package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest"
	"boroughgraph/synthetic"
)

// generateCommand fills a store with a synthetic estate.
type generateCommand struct {
	Contracts int   `help:"How many contracts to make up." default:"3000"`
	Seed      int64 `help:"The same seed makes the same graph." default:"1"`
	Mixed     bool  `help:"Also where the store holds real data: answers will then mix the two."`
}

// Run implements the command.
func (g *generateCommand) Run(c *console) error {
	if g.Contracts < 1 {
		return usageError{errors.New("--contracts must be at least 1")}
	}
	ground, err := ingest.Facts(data.Files)
	if err != nil {
		return fmt.Errorf("the bundled facts are damaged: %w", err)
	}
	store, place, err := c.open()
	if err != nil {
		return err
	}
	return c.close(store, g.fill(c, store, place, ground))
}

func (g *generateCommand) fill(c *console, store estate.Store, place string, ground *estate.Changes) error {
	if !g.Mixed {
		switch real, err := holdsReal(c.ctx, store); {
		case err != nil:
			return err
		case real:
			return fmt.Errorf("the store %s holds real data: give another place with --store, or say --mixed", place)
		}
	}
	fmt.Fprintf(c.stdout, "store %s\n", place)
	done := c.progress("contracts", g.Contracts)
	report, err := land(c.ctx, store, counted(synthetic.Estate(ground, g.Contracts, g.Seed), done))
	if err != nil {
		return err
	}
	c.show(report)
	return nil
}

// holdsReal reports whether a store has a source that no synthetic estate has, or
// contracts without any source.
func holdsReal(ctx context.Context, store estate.Store) (bool, error) {
	counts, err := store.Counts(ctx)
	if err != nil {
		return false, err
	}
	var ids []estate.ID
	for _, s := range synthetic.Sources() {
		ids = append(ids, s.ID)
	}
	held, err := store.SourcesByID(ctx, ids)
	return counts[estate.KindSource] > len(held) || len(held) == 0 && counts[estate.KindContract] > 0, err
}

// counted tells progress of the contracts of each part once the next one is asked for.
func counted(parts iter.Seq2[*estate.Changes, error], done *progress) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		for part, err := range parts {
			if !yield(part, err) {
				return
			}
			if part != nil {
				done.add(len(part.Contracts))
			}
		}
	}
}

// land merges parts one after the other and reports on all of them.
func land(ctx context.Context, store estate.Store, parts iter.Seq2[*estate.Changes, error]) (*estate.Report, error) {
	all := &estate.Report{Created: map[estate.Kind]int{}, Updated: map[estate.Kind]int{}, Unchanged: map[estate.Kind]int{}}
	add := func(to, from map[estate.Kind]int) {
		for kind, n := range from {
			to[kind] += n
		}
	}
	for part, err := range parts {
		if err != nil {
			return nil, err
		}
		report, err := store.Apply(ctx, part)
		if err != nil {
			return nil, err
		}
		add(all.Created, report.Created)
		add(all.Updated, report.Updated)
		add(all.Unchanged, report.Unchanged)
		all.Rejected = slices.Concat(all.Rejected, report.Rejected)
	}
	return all, nil
}
