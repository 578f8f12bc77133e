package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/ocds"
)

// importOCDS merges releases in the Open Contracting Data Standard.
type importOCDS struct {
	All       bool     `help:"Take every purchase, not only those that are about technology."`
	AllBuyers bool     `help:"Take the purchases of every buyer, not only those of the boroughs."`
	Source    string   `help:"Who publishes the releases, where their ocid does not tell." placeholder:"NAME"`
	Address   string   `help:"Where the releases are published, for those that do not say it themselves." placeholder:"URL"`
	DryRun    bool     `help:"Show the report and write nothing."`
	Strict    bool     `help:"Write nothing if a release that should be usable is not."`
	Report    []string `help:"Write what became of every release into a .csv or .json file. May be given for each." placeholder:"FILE"`
	Files     []string `arg:"" name:"file" help:"Release packages, record packages, single releases, lists of them or one a line, as JSON."`
}

// Run implements the command.
func (i *importOCDS) Run(c *console) (err error) {
	if err := checkReports(i.Report); err != nil {
		return err
	}
	files, err := i.open()
	defer func() { err = errors.Join(err, closeAll(files)) }()
	if err != nil {
		return err
	}
	store, place, err := c.open()
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "store %s\n", place)
	if store, err = c.prepare(store, i.DryRun); err != nil {
		return c.close(store, err)
	}
	return c.close(store, i.merge(c, store, files))
}

// open opens the files.
func (i *importOCDS) open() ([]ocds.File, error) {
	var files []ocds.File
	for _, path := range i.Files {
		f, err := os.Open(path)
		if err != nil {
			return files, fmt.Errorf("%s cannot be read: %w", path, err)
		}
		files = append(files, ocds.File{Name: filepath.Base(path), File: f})
	}
	return files, nil
}

func closeAll(files []ocds.File) error {
	var err error
	for _, f := range files {
		if file, ok := f.File.(io.Closer); ok {
			err = errors.Join(err, file.Close())
		}
	}
	return err
}

// merge reads the releases, shows their report and applies them.
func (i *importOCDS) merge(c *console, store estate.Store, files []ocds.File) error {
	o := ocds.Options{Known: store, Source: i.Source, Address: i.Address, All: i.All, AllBuyers: i.AllBuyers}
	var err error
	if o.Boroughs, err = allBoroughs(c.ctx, store); err != nil {
		return err
	}
	if o.Systems, err = match.KnownSystems(c.ctx, store); err != nil {
		return err
	}
	decided, err := c.decided(store)
	if err != nil {
		return err
	}
	o.Renamed = decided.Renamed
	var names []string
	var read []facts.File
	for k, f := range files {
		names = append(names, f.Name)
		read = append(read, facts.File{Name: f.Name, Open: func() (io.ReadCloser, error) { return os.Open(i.Files[k]) }})
	}
	batch := estate.NewBatch(c.now(), estate.FormOCDS, strings.Join(names, ", "), "")
	if batch.Hash, err = hash(read); err != nil {
		return err
	}
	written, err := writeEntries(i.Report)
	if err != nil {
		return err
	}
	o.Entry = written.add
	progress := c.progress("releases", -1)
	o.Progress = progress.to
	releases, err := ocds.Open(c.ctx, files, o)
	if err != nil {
		return errors.Join(err, written.close())
	}
	report, err := store.Apply(c.ctx, estate.Import{Batch: batch, Parts: decided.Parts(i.parts(c, releases)), DryRun: i.DryRun, Strict: i.Strict})
	progress.end()
	if broken := written.close(); broken != nil {
		return errors.Join(err, broken)
	}
	if refused, _ := errors.AsType[*estate.Error](err); err != nil && (refused == nil || !i.Strict) {
		return err
	}
	showReleases(c.stdout, strings.Join(names, ", "), releases.Report)
	if err != nil {
		return err
	}
	c.told(report, i.DryRun)
	return nil
}

// parts are the releases', and with --strict an error at the end if one should have been usable and is not.
func (i *importOCDS) parts(c *console, releases *ocds.Releases) iter.Seq2[*estate.Changes, error] {
	return strictly(releases.Parts(c.ctx), func() error {
		if faults := releases.Report.Faults; i.Strict && faults > 0 {
			return estate.Invalidf("releases that should have been usable and are not: %d; --strict lets none pass, so nothing was written", faults)
		}
		return nil
	})
}

// strictly are parts, and after the last one an error if there is any.
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

// entryFiles are the report files of an import of releases, written as it goes.
type entryFiles struct {
	writers []ocds.EntryWriter
	files   []*os.File
	err     error
}

func writeEntries(paths []string) (*entryFiles, error) {
	e := &entryFiles{}
	for _, path := range paths {
		f, err := os.Create(path)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("the report cannot be written (%w): choose another file with --report", err), e.close())
		}
		e.files = append(e.files, f)
		if strings.ToLower(filepath.Ext(path)) == ".json" {
			e.writers = append(e.writers, ocds.NewEntriesJSON(f))
		} else {
			e.writers = append(e.writers, ocds.NewEntriesCSV(f))
		}
	}
	return e, nil
}

// add writes an entry; close has the error.
func (e *entryFiles) add(entry ocds.Entry) {
	for _, w := range e.writers {
		if e.err == nil {
			e.err = w.Write(entry)
		}
	}
}

func (e *entryFiles) close() error {
	err := e.err
	for _, w := range e.writers {
		err = errors.Join(err, w.End())
	}
	for _, f := range e.files {
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		err = fmt.Errorf("the report cannot be written (%w): choose another file with --report", err)
	}
	return err
}

// showReleases prints what became of the releases: every reason with the first that it is about.
func showReleases(w io.Writer, files string, r *ocds.Report) {
	fmt.Fprintf(w, "OCDS %s\n", files)
	fmt.Fprintf(w, "releases: %d read, %d used, %d skipped, of which %d should have been usable\n", r.Read, r.Used, r.Skipped, r.Faults)
	reasons := r.Reasons()
	for _, g := range reasons[:min(len(reasons), shownGroups)] {
		places := strings.Join(g.Places, ", ")
		if g.Count > len(g.Places) {
			places += " ..."
		}
		fmt.Fprintf(w, "  %s: %d, %s\n", g.Text, g.Count, places)
	}
	if more := len(reasons) - shownGroups; more > 0 {
		fmt.Fprintf(w, "  and %d more reasons: --report FILE.csv has every release\n", more)
	}
}
