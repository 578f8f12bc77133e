package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
)

// bundledOrigin is the origin of the batch of the bundled facts.
const bundledOrigin = "the bundled facts"

// fill loads the bundled facts into an empty store. It leaves a store that holds anything alone, so
// that a restart does not undo corrections; `import facts --bundled` renews such a store.
func (c *console) fill(store estate.Store) error {
	if empty, err := c.empty(store); err != nil || !empty {
		return err
	}
	changes, err := facts.Read(data.Files)
	if err != nil {
		return fmt.Errorf("the bundled facts are damaged: %w", err)
	}
	batch := estate.NewBatch(c.now(), estate.FormFacts, bundledOrigin, "")
	report, err := c.apply(store, estate.Import{Batch: batch, Parts: estate.OnePart(changes)})
	if err == nil && len(report.Rejected) > 0 {
		err = fmt.Errorf("%d of the bundled facts cannot be used: this build of the program is faulty", len(report.Rejected))
	}
	return err
}

// empty reports whether a store holds nothing at all.
func (c *console) empty(store estate.Store) (bool, error) {
	counts, err := store.Counts(c.ctx)
	for _, n := range counts {
		if n > 0 {
			return false, err
		}
	}
	return err == nil, err
}

// prepare fills an empty store with the bundled facts, because they include the boroughs. A dry run
// writes nothing, so it gets a temporary store with these facts instead.
func (c *console) prepare(store estate.Store, dryRun bool) (estate.Store, error) {
	empty, err := c.empty(store)
	if err != nil || !empty {
		return store, err
	}
	if dryRun {
		if err := c.close(store, nil); err != nil {
			return store, err
		}
		stand, err := openPassing(c.ctx)
		if err != nil {
			return store, err
		}
		store = stand
	}
	quiet := *c
	quiet.stdout = io.Discard
	return store, quiet.fill(store)
}

// passing is a temporary store: Close removes it. It is a file, because a store in memory cannot be
// read while it is written.
type passing struct {
	estate.Store
	folder string
}

func openPassing(ctx context.Context) (*passing, error) {
	folder, err := os.MkdirTemp("", "boroughgraph")
	if err != nil {
		return nil, fmt.Errorf("there is no room for a dry run on an empty store (%w): name a store that is filled", err)
	}
	store, err := sqlite.Open(ctx, sqlite.Options{Path: filepath.Join(folder, "estate.db")})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	return &passing{store, folder}, nil
}

// Close closes the store and removes its folder.
func (p *passing) Close(ctx context.Context) error {
	return errors.Join(p.Store.Close(ctx), os.RemoveAll(p.folder))
}
