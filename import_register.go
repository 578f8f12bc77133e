package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
	"boroughgraph/ingest/register"
	"boroughgraph/ingest/report"
)

// importRegister imports a council's contract register.
type importRegister struct {
	importFlags
	Borough string   `required:"" help:"Whose register it is: a slug such as camden, a GSS code or an id." placeholder:"KEY"`
	AsOf    string   `help:"The day, month or year that the register describes: 2026-04-30, 2026-04 or 2026. Default: the date above its header, if there is one." placeholder:"DATE"`
	Address string   `help:"Where the register is published; its evidence links to this address." placeholder:"URL"`
	Map     string   `help:"A CSV file that maps titles to columns: a title and a column on each line." placeholder:"FILE"`
	All     bool     `help:"Take every contract, not only those that are about technology."`
	Report  []string `help:"Write what became of every row into a .csv or .json file. May be given for each." placeholder:"FILE"`
	File    string   `arg:"" help:"The register: CSV in any encoding, or XLSX."`
}

// Run implements the command.
func (i *importRegister) Run(c *console) error {
	if err := i.check(); err != nil {
		return err
	}
	o := register.Options{File: filepath.Base(i.File), AsOf: estate.StatedDate(i.AsOf), Address: i.Address, All: i.All}
	if err := readMap(i.Map, &o); err != nil {
		return err
	}
	file, whole, err := openFile(i.File)
	if err != nil {
		return err
	}
	defer file.Close()
	return c.merge(source{
		form: estate.FormRegister, origin: o.File, files: []facts.File{whole}, grounded: true,
		read: func(k known) (*reading, error) { return i.read(c, k, file, o) },
	}, i.importFlags)
}

// check rejects arguments that can never be valid.
func (i *importRegister) check() error {
	if i.AsOf != "" {
		if _, err := estate.ParseStatedDate(i.AsOf); err != nil {
			return usageError{fmt.Errorf("--as-of: %w", err)}
		}
	}
	return checkReports(i.Report)
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

// read opens the register.
func (i *importRegister) read(c *console, k known, file io.ReadSeeker, o register.Options) (*reading, error) {
	var err error
	if o.Borough, err = c.borough(k.store, i.Borough); err != nil {
		return nil, err
	}
	o.Boroughs, o.Systems, o.Known, o.Renamed = k.boroughs, k.systems, k.store, k.decided.Renamed
	rows := c.progress("rows", -1)
	o.Progress = rows.to
	r, err := register.Open(c.ctx, file, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.File, err)
	}
	return &reading{
		progress: rows,
		parts: func(yield func(*estate.Changes, error) bool) {
			for part, err := range r.Parts(c.ctx) {
				if err != nil {
					err = fmt.Errorf("%s: %w", o.File, err)
				}
				if !yield(part, err) {
					return
				}
			}
		},
		refused: func() error {
			if faults := r.Report.Faults; faults > 0 {
				return estate.Invalidf("nothing was written, because --strict allows no faults: rows that should have been usable and are not: %d", faults)
			}
			return nil
		},
		show: func() error {
			showRows(c.stdout, r.Report)
			for _, path := range i.Report {
				if err := writeReport(path, r.Report); err != nil {
					return err
				}
			}
			return nil
		},
	}, nil
}

func writeReport(path string, r *register.Report) error {
	f, err := os.Create(path)
	if err != nil {
		return noReport(err)
	}
	write := r.WriteCSV
	if strings.ToLower(filepath.Ext(path)) == ".json" {
		write = r.WriteJSON
	}
	return errors.Join(write(f), f.Close())
}

// Bounds of what is shown on the screen. A report file has everything.
const (
	shownGroups = 20
	shownLines  = 8
)

// showRows prints what became of the rows: each reason with the lines it applies to.
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
	for _, sheet := range r.Sheets {
		fmt.Fprintf(w, "  sheet not read: %q, %s\n", sheet.Name, sheet.Reason)
	}
	if r.People > 0 {
		fmt.Fprintf(w, "  columns about people, never looked at: %d\n", r.People)
	}
	fmt.Fprintf(w, "rows: %d read, %d used, %d skipped, %d of them should have been usable\n", r.Read, r.Used, r.Skipped, r.Faults)
	groups := grouped(r.Rows)
	for _, g := range groups[:min(len(groups), shownGroups)] {
		fmt.Fprintf(w, "  %s\n", g)
	}
	if more := len(groups) - shownGroups; more > 0 {
		fmt.Fprintf(w, "  and %d more reasons: --report FILE.csv has every row\n", more)
	}
	if n := len(r.Suggestions); n > 0 {
		fmt.Fprintf(w, "  suggested systems, which titles seem to name: %d; --report FILE.csv lists them, and `suggestions` asks about them\n", n)
	}
	if r.AsOf == "" && len(r.Columns) > 0 {
		fmt.Fprintln(w, "  no date says when the register was true: give it with --as-of, or its contracts without dates count as stale")
	}
}

// grouped returns a line for each reason other than plain use, the most frequent first.
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
