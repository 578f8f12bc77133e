package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest"
)

// importCommands are the forms that can be imported.
type importCommands struct {
	Facts    importFacts    `cmd:"" help:"Merge facts in the project's own form, one JSON object a line. Doing it twice changes nothing."`
	Register importRegister `cmd:"" help:"Merge a council's contract register, CSV or XLSX, as the council exports it. Doing it twice changes nothing."`
}

// importFacts merges files of facts, and folders of them, in one transaction.
type importFacts struct {
	Bundled bool     `help:"Also the facts that come with the program: to renew a store that an earlier version filled."`
	Paths   []string `arg:"" optional:"" name:"path" help:"A file, or a folder whose .jsonl files are taken."`
}

// Run implements the command.
func (i *importFacts) Run(c *console) error {
	if len(i.Paths) == 0 && !i.Bundled {
		return usageError{errors.New("name a file or a folder of facts, or say --bundled")}
	}
	changes := &estate.Changes{}
	if i.Bundled {
		bundled, err := ingest.Facts(data.Files)
		if err != nil {
			return fmt.Errorf("the bundled facts are damaged: %w", err)
		}
		changes = bundled
	}
	for _, path := range i.Paths {
		if err := readFacts(path, changes); err != nil {
			return err
		}
	}
	store, place, err := c.open()
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "store %s\n", place)
	_, err = c.apply(store, changes)
	return c.close(store, err)
}

// readFacts adds the facts of a file, or of every .jsonl file of a folder, to changes.
func readFacts(path string, changes *estate.Changes) error {
	paths := []string{path}
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		if paths, err = filepath.Glob(filepath.Join(path, "*.jsonl")); err == nil && len(paths) == 0 {
			err = errors.New("it holds no .jsonl file")
		}
	}
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", path, err)
	}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("%s cannot be read: %w", path, err)
		}
		err = ingest.ReadFacts(f, path, changes)
		f.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// apply merges changes and prints what that did: one line a kind, and one for each fact
// that could not be used.
func (c *console) apply(store estate.Store, changes *estate.Changes) (*estate.Report, error) {
	report, err := store.Apply(c.ctx, changes)
	if err != nil {
		return nil, err
	}
	for _, kind := range estate.Kinds {
		created, updated, unchanged := report.Created[kind], report.Updated[kind], report.Unchanged[kind]
		if created+updated+unchanged > 0 {
			fmt.Fprintf(c.stdout, "%-11s %d created, %d updated, %d unchanged\n", kind, created, updated, unchanged)
		}
	}
	for _, r := range report.Rejected {
		fmt.Fprintf(c.stderr, "not used: %s: %s\n", r.ID, r.Reason)
	}
	return report, nil
}

// fill loads the bundled facts into an empty store. A store that holds anything is left as it
// is, so that a restart takes back nobody's corrections; import facts --bundled renews it.
func (c *console) fill(store estate.Store) error {
	if empty, err := c.empty(store); err != nil || !empty {
		return err
	}
	changes, err := ingest.Facts(data.Files)
	if err != nil {
		return fmt.Errorf("the bundled facts are damaged: %w", err)
	}
	report, err := c.apply(store, changes)
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
