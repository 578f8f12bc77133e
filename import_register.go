package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/register"
	"boroughgraph/ingest/report"
	"boroughgraph/sqlite"
)

// importRegister merges a council's contract register.
type importRegister struct {
	Borough string   `required:"" help:"Whose register it is: a slug such as camden, a GSS code or an id." placeholder:"KEY"`
	AsOf    string   `help:"The day, month or year that the register is of, as 2026-04-30, 2026-04 or 2026. Default: the date above its header, if one stands there." placeholder:"DATE"`
	Address string   `help:"Where the register is published: its evidence leads there." placeholder:"URL"`
	Map     string   `help:"A CSV file that says which titles stand for which columns: a title and a column on each line." placeholder:"FILE"`
	All     bool     `help:"Take every contract, not only those that are about technology."`
	DryRun  bool     `help:"Show the report and write nothing."`
	Strict  bool     `help:"Write nothing if a row that should be usable is not."`
	Report  []string `help:"Write what became of every row into a .csv or .json file. May be given for each." placeholder:"FILE"`
	File    string   `arg:"" help:"The register: CSV in any encoding, or XLSX."`
}

// Run implements the command.
func (i *importRegister) Run(c *console) error {
	o := register.Options{File: filepath.Base(i.File), AsOf: estate.StatedDate(i.AsOf), Address: i.Address, All: i.All}
	if err := i.check(); err != nil {
		return err
	}
	if err := readMap(i.Map, &o); err != nil {
		return err
	}
	file, err := os.Open(i.File)
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", i.File, err)
	}
	defer file.Close()
	store, place, err := c.open()
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "store %s\n", place)
	if store, err = c.prepare(store, i.DryRun); err != nil {
		return c.close(store, err)
	}
	return c.close(store, i.merge(c, store, file, o))
}

// check refuses what no state of the world would make right.
func (i *importRegister) check() error {
	if i.AsOf != "" {
		if _, err := estate.ParseStatedDate(i.AsOf); err != nil {
			return usageError{fmt.Errorf("--as-of: %w", err)}
		}
	}
	return checkReports(i.Report)
}

// checkReports refuses report files of other forms.
func checkReports(paths []string) error {
	for _, path := range paths {
		if ext := strings.ToLower(filepath.Ext(path)); ext != ".csv" && ext != ".json" {
			return usageError{fmt.Errorf("--report %s: name a .csv or a .json file", path)}
		}
	}
	return nil
}

func readMap(path string, o *register.Options) error {
	if path == "" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", path, err)
	}
	defer f.Close()
	o.Map, err = register.ReadColumnMap(f)
	return err
}

// prepare gives an empty store the bundled facts, among them the boroughs; for a dry run, which
// writes nothing, a store in a folder of temporary files that has them stands in for it.
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

// passing is a store that goes away when it is closed. It is a file, since one in memory cannot be
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

// Close closes the store and takes its folder away.
func (p *passing) Close(ctx context.Context) error {
	return errors.Join(p.Store.Close(ctx), os.RemoveAll(p.folder))
}

// merge reads the register, shows its report and applies it.
func (i *importRegister) merge(c *console, store estate.Store, file *os.File, o register.Options) error {
	err := i.known(c, store, &o)
	if err != nil {
		return err
	}
	rows := c.progress("rows", -1)
	o.Progress = rows.to
	batch := estate.NewBatch(c.now(), estate.FormRegister, o.File, "")
	// of the file that is open, and without moving it: whoever puts another in its place meanwhile does not change what is read
	whole := facts.File{Name: o.File, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(file, 0, math.MaxInt64)), nil
	}}
	if batch.Hash, err = hash([]facts.File{whole}); err != nil {
		return err
	}
	register, err := register.Open(file, o)
	if err != nil {
		return fmt.Errorf("%s: %w", o.File, err)
	}
	report, err := store.Apply(c.ctx, estate.Import{Batch: batch, Parts: i.parts(c, register, o.File), DryRun: i.DryRun, Strict: i.Strict})
	rows.end()
	refused, _ := errors.AsType[*estate.Error](err)
	if err != nil && (refused == nil || !i.Strict) {
		return err
	}
	showRows(c.stdout, register.Report)
	for _, path := range i.Report {
		if err := writeReport(path, register.Report); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	c.told(report, i.DryRun)
	return nil
}

// parts are the register's, and with --strict an error at the end if a row should have been usable and is not.
func (i *importRegister) parts(c *console, register *register.Register, file string) iter.Seq2[*estate.Changes, error] {
	parts := func(yield func(*estate.Changes, error) bool) {
		for part, err := range register.Parts(c.ctx) {
			if err != nil {
				err = fmt.Errorf("%s: %w", file, err)
			}
			if !yield(part, err) {
				return
			}
		}
	}
	return strictly(parts, func() error {
		if faults := register.Report.Faults; i.Strict && faults > 0 {
			return estate.Invalidf("rows that should have been usable and are not: %d; --strict lets none pass, so nothing was written", faults)
		}
		return nil
	})
}

// known reads what the store knows of boroughs and systems.
func (i *importRegister) known(c *console, store estate.Store, o *register.Options) error {
	var err error
	if o.Borough, err = c.borough(store, i.Borough); err != nil {
		return err
	}
	if o.Boroughs, err = allBoroughs(c.ctx, store); err != nil {
		return err
	}
	o.Known = store
	decided, err := c.decided(store)
	if err != nil {
		return err
	}
	o.Renamed = decided.Renamed
	o.Systems, err = match.KnownSystems(c.ctx, store)
	return err
}

// allBoroughs are the boroughs that a store holds.
func allBoroughs(ctx context.Context, store estate.Store) ([]*estate.Borough, error) {
	page, err := store.Boroughs(ctx, nil, estate.FirstPage(100))
	var all []*estate.Borough
	for _, row := range page.Rows {
		all = append(all, row.Row)
	}
	return all, err
}

func writeReport(path string, r *register.Report) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("the report cannot be written (%w): choose another file with --report", err)
	}
	write := r.WriteCSV
	if strings.ToLower(filepath.Ext(path)) == ".json" {
		write = r.WriteJSON
	}
	return errors.Join(write(f), f.Close())
}

// Bounds of what is shown on the screen; a report file has all.
const (
	shownGroups = 20
	shownLines  = 8
)

// showRows prints what became of the rows: every reason with the lines it is about.
func showRows(w io.Writer, r *register.Report) {
	fmt.Fprintf(w, "register %s: %s, header at line %d", r.File, r.Form, r.HeaderLine)
	if r.AsOf != "" {
		fmt.Fprintf(w, ", as of %s", r.AsOf)
	}
	fmt.Fprintln(w)
	for _, column := range register.Columns() {
		if title, ok := r.Columns[column]; ok {
			fmt.Fprintf(w, "  %s from %q\n", column, title)
		}
	}
	for _, title := range r.Unread {
		fmt.Fprintf(w, "  not read: %q\n", title)
	}
	if r.People > 0 {
		fmt.Fprintf(w, "  columns about people, never looked at: %d\n", r.People)
	}
	fmt.Fprintf(w, "rows: %d read, %d used, %d skipped, of which %d should have been usable\n", r.Read, r.Used, r.Skipped, r.Faults)
	groups := grouped(r.Rows)
	for _, g := range groups[:min(len(groups), shownGroups)] {
		fmt.Fprintf(w, "  %s\n", g)
	}
	if more := len(groups) - shownGroups; more > 0 {
		fmt.Fprintf(w, "  and %d more reasons: --report FILE.csv has every row\n", more)
	}
	if n := len(r.Suggestions); n > 0 {
		fmt.Fprintf(w, "  systems that titles seem to name, suggestions and no facts: %d; --report FILE.csv has them, and `suggestions` asks about them\n", n)
	}
	if r.AsOf == "" && len(r.Columns) > 0 {
		fmt.Fprintln(w, "  no date says when the register was true: give it with --as-of, or its contracts without dates count as stale")
	}
}

// grouped are the entries that are not plain uses, by what they say, in the order of their first lines.
func grouped(entries []register.RowEntry) []string {
	type group struct {
		text  string
		lines []int
	}
	var groups []*group
	byText := map[string]*group{}
	for _, e := range entries {
		if e.Disposition == report.Used {
			continue
		}
		text := strings.ToLower(string(e.Disposition)) + ": " + e.Reason
		if e.Column != "" {
			text = strings.ToLower(string(e.Disposition)) + ", " + e.Column + ": " + e.Reason
		}
		g := byText[text]
		if g == nil {
			g = &group{text: text}
			byText[text] = g
			groups = append(groups, g)
		}
		g.lines = append(g.lines, e.Line)
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return len(b.lines) - len(a.lines) })
	var texts []string
	for _, g := range groups {
		lines := strings.Trim(fmt.Sprint(g.lines[:min(len(g.lines), shownLines)]), "[]")
		if len(g.lines) > shownLines {
			lines += " ..."
		}
		texts = append(texts, fmt.Sprintf("%s: %d, at line %s", g.text, len(g.lines), lines))
	}
	return texts
}
