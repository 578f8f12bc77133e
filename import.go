package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
)

// importCommands are the forms that can be imported.
type importCommands struct {
	Facts    importFacts    `cmd:"" help:"Merge facts in the project's own form, one JSON object a line. Doing it twice changes nothing."`
	Register importRegister `cmd:"" help:"Merge a council's contract register, CSV or XLSX, as the council exports it. Doing it twice changes nothing."`
	OCDS     importOCDS     `cmd:"" name:"ocds" help:"Merge releases in the Open Contracting Data Standard, as Contracts Finder and Find a Tender publish them. Doing it twice changes nothing."`
}

// importFlags are what every import takes.
type importFlags struct {
	DryRun bool `help:"Say what would be done, and write nothing."`
	Strict bool `help:"Write nothing at all if a single fact cannot be used."`
}

// bundledOrigin is what the import of the facts that come with the program is called.
const bundledOrigin = "the bundled facts"

// importFacts merges files of facts, and folders of them, in one transaction.
type importFacts struct {
	importFlags
	Bundled bool     `help:"Also the facts that come with the program: to renew a store that an earlier version filled."`
	Paths   []string `arg:"" optional:"" name:"path" help:"A file, or a folder whose .jsonl files are taken."`
}

// Run implements the command.
func (i *importFacts) Run(c *console) error {
	if len(i.Paths) == 0 && !i.Bundled {
		return usageError{errors.New("name a file or a folder of facts, or say --bundled")}
	}
	files, origins, err := i.files()
	if err != nil {
		return err
	}
	batch := estate.NewBatch(c.now(), estate.FormFacts, strings.Join(origins, ", "), "")
	if batch.Hash, err = hash(files); err != nil {
		return err
	}
	store, place, err := c.open()
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "store %s\n", place)
	decided, err := c.decided(store)
	if err == nil {
		_, err = c.apply(store, i.of(batch, decided.Parts(facts.Parts(files))))
	}
	return c.close(store, err)
}

// files are the files to read, and what they are called.
func (i *importFacts) files() (files []facts.File, origins []string, err error) {
	if i.Bundled {
		if files, err = facts.Files(data.Files); err != nil {
			return nil, nil, fmt.Errorf("the bundled facts are damaged: %w", err)
		}
		origins = append(origins, bundledOrigin)
	}
	for _, path := range i.Paths {
		found, err := factFiles(path)
		if err != nil {
			return nil, nil, fmt.Errorf("%s cannot be read: %w", path, err)
		}
		files, origins = append(files, found...), append(origins, filepath.Base(path))
	}
	return files, origins, nil
}

// factFiles are a file, or every .jsonl file of a folder.
func factFiles(path string) ([]facts.File, error) {
	paths := []string{path}
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		if paths, err = filepath.Glob(filepath.Join(path, "*.jsonl")); err == nil && len(paths) == 0 {
			err = errors.New("it holds no .jsonl file")
		}
	}
	var files []facts.File
	for _, path := range paths {
		files = append(files, facts.File{Name: path, Open: func() (io.ReadCloser, error) { return os.Open(path) }})
	}
	return files, err
}

// hash is the SHA-256 of files one after the other, in hex.
func hash(files []facts.File) (string, error) {
	sum := sha256.New()
	for _, f := range files {
		file, err := f.Open()
		if err == nil {
			_, err = io.Copy(sum, file)
			err = errors.Join(err, file.Close())
		}
		if err != nil {
			return "", fmt.Errorf("%s cannot be read: %w", f.Name, err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// of is an import of parts as the flags say.
func (i importFlags) of(batch estate.Batch, parts iter.Seq2[*estate.Changes, error]) estate.Import {
	return estate.Import{Batch: batch, Parts: parts, DryRun: i.DryRun, Strict: i.Strict}
}

// apply merges an import and prints what that did: one line a kind, one for each fact that
// could not be used, and the batch by which it can be taken back.
func (c *console) apply(store estate.Store, in estate.Import) (*estate.Report, error) {
	report, err := store.Apply(c.ctx, in)
	if err != nil {
		return nil, err
	}
	c.told(report, in.DryRun)
	return report, nil
}

// told prints what an import did, or would do, and the batch by which it can be taken back.
func (c *console) told(report *estate.Report, dryRun bool) {
	c.tell(report)
	switch {
	case dryRun:
		fmt.Fprintln(c.stdout, "nothing was written: this was a dry run")
	case report.Batch == "":
		fmt.Fprintln(c.stdout, "nothing has changed")
	default:
		fmt.Fprintf(c.stdout, "recorded as %s\n", report.Batch)
	}
}

// tell prints what was done to the things of each kind.
func (c *console) tell(report *estate.Report) {
	for _, kind := range estate.Kinds {
		created, updated, unchanged, removed := report.Created[kind], report.Updated[kind], report.Unchanged[kind], report.Removed[kind]
		if created+updated+unchanged+removed == 0 {
			continue
		}
		fmt.Fprintf(c.stdout, "%-11s %d created, %d updated, %d unchanged", kind, created, updated, unchanged)
		if removed > 0 {
			fmt.Fprintf(c.stdout, ", %d removed", removed)
		}
		fmt.Fprintln(c.stdout)
	}
	for _, r := range report.Rejected {
		fmt.Fprintf(c.stderr, "not used: %s: %s\n", r.ID, r.Reason)
	}
}

// fill loads the bundled facts into an empty store. A store that holds anything is left as it
// is, so that a restart takes back nobody's corrections; import facts --bundled renews it.
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
