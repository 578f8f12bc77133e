package main

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
	"boroughgraph/synthetic"
)

// generateCommand fills a store with a synthetic estate.
type generateCommand struct {
	Contracts int   `help:"How many contracts to generate." default:"3000"`
	Seed      int64 `help:"The same seed gives the same graph." default:"1"`
	Mixed     bool  `help:"Also fill a store that holds real data; answers will then mix the two."`
}

// Run implements the command.
func (g *generateCommand) Run(c *console) error {
	if g.Contracts < 1 {
		return usageError{errors.New("--contracts must be at least 1")}
	}
	ground, err := facts.Read(data.Files)
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
			return fmt.Errorf("the store %s holds real data: choose another place with --store, or add --mixed", place)
		}
	}
	fmt.Fprintf(c.stdout, "store %s\n", place)
	done := c.progress("contracts", g.Contracts)
	batch := estate.NewBatch(c.now(), estate.FormGenerated, fmt.Sprintf("generate --contracts %d --seed %d", g.Contracts, g.Seed), "")
	_, err := c.apply(store, estate.Import{Batch: batch, Parts: counted(synthetic.Estate(ground, g.Contracts, g.Seed), done)})
	return err
}

// holdsReal reports whether a store has a source that no synthetic estate has, or contracts
// without any source.
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

// counted reports the contracts of each part to progress when the next part is requested.
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
