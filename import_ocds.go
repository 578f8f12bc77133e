package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/ocds"
)

// importOCDS imports releases in the Open Contracting Data Standard.
type importOCDS struct {
	importFlags
	All       bool     `help:"Take every purchase, not only those that are about technology."`
	AllBuyers bool     `help:"Take the purchases of every buyer, not only those of the boroughs."`
	Source    string   `help:"Who publishes the releases, if their ocid does not say." placeholder:"NAME"`
	Address   string   `help:"Where the releases are published, for those that do not link to their own notice." placeholder:"URL"`
	Report    []string `help:"Write what became of every release into a .csv or .json file. May be given for each." placeholder:"FILE"`
	Files     []string `arg:"" name:"file" help:"Release packages, record packages, single releases, lists of releases or one per line, as JSON."`
}

// Run implements the command.
func (i *importOCDS) Run(c *console) (err error) {
	if err := checkReports(i.Report); err != nil {
		return err
	}
	s := source{form: estate.FormOCDS, grounded: true}
	var files []ocds.File
	var names []string
	for _, path := range i.Files {
		f, whole, err := openFile(path)
		if err != nil {
			return err
		}
		defer f.Close()
		files, names = append(files, ocds.File{Name: whole.Name, File: f}), append(names, whole.Name)
		s.files = append(s.files, whole)
	}
	s.origin = strings.Join(names, ", ")
	s.read = func(k known) (*reading, error) { return i.read(c, k, files, s.origin) }
	return c.merge(s, i.importFlags)
}

// read opens the releases.
func (i *importOCDS) read(c *console, k known, files []ocds.File, names string) (*reading, error) {
	written, err := writeEntries(i.Report)
	if err != nil {
		return nil, err
	}
	progress := c.progress("releases", -1)
	releases, err := ocds.Open(c.ctx, files, ocds.Options{
		Known: k.store, Boroughs: k.boroughs, Systems: k.systems, Renamed: k.decided.Renamed,
		Source: i.Source, Address: i.Address, All: i.All, AllBuyers: i.AllBuyers,
		Entry: written.add, Progress: progress.to,
	})
	if err != nil {
		return nil, errors.Join(err, written.close())
	}
	return &reading{
		progress: progress, parts: releases.Parts(c.ctx), close: written.close,
		refused: func() error {
			if faults := releases.Report.Faults; faults > 0 {
				return estate.Invalidf("nothing was written, because --strict allows no faults: releases that should have been usable and are not: %d", faults)
			}
			return nil
		},
		show: func() error {
			showReleases(c.stdout, names, releases.Report)
			return nil
		},
	}, nil
}

// entryFiles are the report files of an import of releases. They are written during the import.
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
			return nil, errors.Join(noReport(err), e.close())
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

// add writes an entry. close returns the first error.
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
		err = noReport(err)
	}
	return err
}

// showReleases prints what became of the releases: each reason with the first releases it applies
// to.
func showReleases(w io.Writer, files string, r *ocds.Report) {
	fmt.Fprintf(w, "OCDS %s\n", files)
	fmt.Fprintf(w, "releases: %d read, %d used, %d skipped, %d of them should have been usable\n", r.Read, r.Used, r.Skipped, r.Faults)
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
