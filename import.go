package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"path/filepath"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
	"boroughgraph/ingest/match"
)

// importCommands are the forms that can be imported.
type importCommands struct {
	Facts    importFacts    `cmd:"" help:"Merge facts in the project's own form, one JSON object per line. Importing them again changes nothing."`
	Register importRegister `cmd:"" help:"Merge a council's contract register, CSV or XLSX, as the council exports it. Importing it again changes nothing."`
	OCDS     importOCDS     `cmd:"" name:"ocds" help:"Merge releases in the Open Contracting Data Standard, as Contracts Finder and Find a Tender publish them. Importing them again changes nothing."`
}

// importFlags are the flags that every import takes.
type importFlags struct {
	DryRun bool `help:"Show what would be done, and write nothing."`
	Strict bool `help:"Write nothing at all if a fact, row or release that should be usable is not."`
}

// source is one import of any form, before its files are read.
type source struct {
	form   estate.BatchForm
	origin string       // what the batch says it came from
	files  []facts.File // the files, hashed in this order
	// grounded sources need to know boroughs and systems: an empty store first gets the bundled
	// facts.
	grounded bool
	read     func(k known) (*reading, error)
}

// known holds what an import reads from the store beforehand.
type known struct {
	store    estate.Store
	decided  estate.Decided
	boroughs []*estate.Borough // of a grounded source
	systems  match.Systems     // of a grounded source
}

// reading is a source that is being read. Only parts must be set.
type reading struct {
	parts    iter.Seq2[*estate.Changes, error]
	progress *progress
	refused  func() error // returns why --strict refuses the source, after the last part
	close    func() error // is called once, whether or not the parts were applied
	show     func() error // shows what became of the source's rows or releases
}

// merge imports a source. It opens the store, reads the source's files with the store's facts and
// the decisions on suggestions, applies the parts and reports.
func (c *console) merge(s source, flags importFlags) error {
	store, place, err := c.open()
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "store %s\n", place)
	if s.grounded {
		if store, err = c.prepare(store, flags.DryRun); err != nil {
			return c.close(store, err)
		}
	}
	return c.close(store, c.mergeInto(store, s, flags))
}

func (c *console) mergeInto(store estate.Store, s source, flags importFlags) error {
	k, err := c.known(store, s.grounded)
	if err != nil {
		return err
	}
	batch := estate.NewBatch(c.now(), s.form, s.origin, "")
	if batch.Hash, err = hash(s.files); err != nil {
		return err
	}
	r, err := s.read(k)
	if err != nil {
		return err
	}
	parts := r.parts
	if flags.Strict && r.refused != nil {
		parts = strictly(parts, r.refused)
	}
	held := func(ids []estate.ID) (map[estate.ID]estate.Fact, error) {
		return store.FactsOf(c.ctx, estate.KindEvidence, ids)
	}
	parts = estate.GatheredOn(c.today(), held, k.decided.Parts(parts))
	report, err := store.Apply(c.ctx, estate.Import{
		Batch: batch, Parts: parts, DryRun: flags.DryRun, Strict: flags.Strict,
	})
	if r.progress != nil {
		r.progress.end()
	}
	if r.close != nil {
		if broken := r.close(); broken != nil {
			return errors.Join(err, broken)
		}
	}
	// a strict import that was refused still shows which rows or releases are at fault
	if refused, _ := errors.AsType[*estate.Error](err); err != nil && (refused == nil || !flags.Strict) {
		return err
	}
	if r.show != nil {
		if err := r.show(); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	c.printReport(report, flags.DryRun)
	return nil
}

// known reads what an import needs to know of the store.
func (c *console) known(store estate.Store, grounded bool) (k known, err error) {
	k.store = store
	if k.decided, err = c.decided(store); err != nil || !grounded {
		return k, err
	}
	page, err := store.Boroughs(c.ctx, nil, estate.FirstPage(estate.MaxPage))
	if err != nil {
		return k, err
	}
	for _, row := range page.Rows {
		k.boroughs = append(k.boroughs, row.Row)
	}
	k.systems, err = match.KnownSystems(c.ctx, store)
	return k, err
}

// strictly yields the parts, and after the last one the error of refused, if any.
func strictly(parts iter.Seq2[*estate.Changes, error], refused func() error) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		for part, err := range parts {
			if !yield(part, err) || err != nil {
				return
			}
		}
		if err := refused(); err != nil {
			yield(nil, err)
		}
	}
}

// openFile opens a file, and returns it as a file to hash as well. What is hashed is the open file,
// so that replacing the file during the import does not matter.
func openFile(path string) (*os.File, facts.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, facts.File{}, fmt.Errorf("%s cannot be read: %w", path, err)
	}
	return f, facts.File{Name: filepath.Base(path), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(f, 0, math.MaxInt64)), nil
	}}, nil
}

// hash returns the SHA-256 of some files one after the other, in hex.
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

// checkReports rejects report files that are neither CSV nor JSON.
func checkReports(paths []string) error {
	for _, path := range paths {
		if ext := strings.ToLower(filepath.Ext(path)); ext != ".csv" && ext != ".json" {
			return usageError{fmt.Errorf("--report %s: name a .csv or a .json file", path)}
		}
	}
	return nil
}

// noReport returns the error for a report file that cannot be written.
func noReport(err error) error {
	return fmt.Errorf("the report cannot be written (%w): choose another file with --report", err)
}

// apply applies an import and prints what it did: one line for each kind, one line for each fact
// that could not be used, and the batch by which it can be taken back.
func (c *console) apply(store estate.Store, in estate.Import) (*estate.Report, error) {
	report, err := store.Apply(c.ctx, in)
	if err != nil {
		return nil, err
	}
	c.printReport(report, in.DryRun)
	return report, nil
}

// printReport prints what an import did or would do, and the batch by which it can be taken back.
func (c *console) printReport(report *estate.Report, dryRun bool) {
	c.printCounts(report)
	switch {
	case dryRun:
		fmt.Fprintln(c.stdout, "nothing was written: this was a dry run")
	case report.Batch == "":
		fmt.Fprintln(c.stdout, "nothing has changed")
	default:
		fmt.Fprintf(c.stdout, "recorded as %s\n", report.Batch)
	}
}

// printCounts prints how many things of each kind were created, updated, unchanged and removed.
func (c *console) printCounts(report *estate.Report) {
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
