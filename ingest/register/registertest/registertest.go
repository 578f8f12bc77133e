// Package registertest holds the registers that both stores are tested with: small files of the
// kinds that councils hand over, and the contracts in them. Start with Run.
package registertest

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/register"
	"boroughgraph/ingest/report"
)

// Folder is the environment variable that names the folder of the cases.
const Folder = "BOROUGHGRAPH_CASES"

// Case is a register and what it contains.
type Case struct {
	File    string // in the folder "registers" of the cases
	Borough string // whose register it is; any borough if empty
	// Contracts are the register's contracts, as Line writes them.
	Contracts []string
	// Rows are the report's entries except plain uses: "3 SKIPPED it is a row of totals". The
	// beginning of a reason is enough.
	Rows    []string
	Faults  int
	AsOf    estate.StatedDate
	Refused string // a part of the error; empty if the file is read
}

// Run imports each case into a store that holds the bundled facts, and reads its contracts back.
func Run(t *testing.T, open func(t *testing.T) estate.Store) {
	folder := os.Getenv(Folder)
	if folder == "" {
		const left = "LEFT OUT: " + Folder + " names no folder of cases, so the registers in it are not read"
		if os.Getenv("CI") == "true" {
			t.Fatal(left)
		}
		t.Skip(left)
	}
	s := open(t)
	boroughs := Boroughs(t, s)
	for i, c := range Cases {
		t.Run(strings.TrimSuffix(c.File, filepath.Ext(c.File)), func(t *testing.T) {
			f, err := os.Open(filepath.Join(folder, "registers", c.File))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			// A borough of its own, so that references do not clash.
			b := boroughs[(i+1)%len(boroughs)]
			if c.Borough != "" {
				b = boroughs[slices.IndexFunc(boroughs, func(b *estate.Borough) bool { return b.Slug == c.Borough })]
			}
			c.check(t, s, f, register.Options{File: c.File, Borough: b, Boroughs: boroughs, Known: s, All: true})
		})
	}
}

func (c Case) check(t *testing.T, s estate.Store, f io.ReadSeeker, o register.Options) {
	t.Helper()
	var err error
	if o.Systems, err = match.KnownSystems(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	changes, r, err := Read(t, f, o)
	if c.Refused != "" {
		if err == nil || !strings.Contains(err.Error(), c.Refused) {
			t.Errorf("got %v, want an error with %q", err, c.Refused)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	for again := range 2 { // the second import changes nothing
		done, err := s.Apply(t.Context(), storetest.Import(changes))
		if err != nil || len(done.Rejected) > 0 || again == 1 && done.Changed() {
			t.Fatalf("applied: %v, %+v", err, done)
		}
	}
	var ids []estate.ID
	for _, contract := range changes.Contracts {
		ids = append(ids, contract.ID)
	}
	stored, err := s.ContractsByID(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, id := range ids {
		got = append(got, Line(stored[id]))
	}
	if diff := cmp.Diff(c.Contracts, got); diff != "" {
		t.Errorf("the contracts (-want +got):\n%s", diff)
	}
	c.checkRows(t, r)
}

func (c Case) checkRows(t *testing.T, r *register.Report) {
	t.Helper()
	var rows []string
	for _, e := range r.Rows {
		if e.Disposition != report.Used || strings.HasPrefix(e.Reason, "one more") {
			rows = append(rows, fmt.Sprintf("%d %s %s", e.Line, e.Disposition, e.Reason))
		}
	}
	for i := range min(len(rows), len(c.Rows)) {
		if strings.HasPrefix(rows[i], c.Rows[i]) {
			rows[i] = c.Rows[i]
		}
	}
	if diff := cmp.Diff(c.Rows, rows); diff != "" {
		t.Errorf("the rows (-want +got):\n%s", diff)
	}
	if r.Faults != c.Faults || r.Used+r.Skipped != r.Read {
		t.Errorf("%d read, %d used, %d skipped, %d faults; want %d faults", r.Read, r.Used, r.Skipped, r.Faults, c.Faults)
	}
	if c.AsOf != "" && r.AsOf != c.AsOf {
		t.Errorf("it is of %q, want %q", r.AsOf, c.AsOf)
	}
}

// Read reads a register to its end.
func Read(tb testing.TB, file io.ReadSeeker, o register.Options) (*estate.Changes, *register.Report, error) {
	tb.Helper()
	r, err := register.Open(tb.Context(), file, o)
	if err != nil {
		return nil, nil, err
	}
	all := &estate.Changes{}
	for part, err := range r.Parts(tb.Context()) {
		if err != nil {
			return nil, nil, err
		}
		all.Sources = append(all.Sources, part.Sources...)
		all.Suppliers = append(all.Suppliers, part.Suppliers...)
		all.Contracts = append(all.Contracts, part.Contracts...)
		all.Evidence = append(all.Evidence, part.Evidence...)
		all.Removed = append(all.Removed, part.Removed...)
	}
	return all, r.Report, nil
}

// Boroughs returns all boroughs of a store.
func Boroughs(tb testing.TB, s estate.Store) []*estate.Borough {
	tb.Helper()
	page, err := s.Boroughs(tb.Context(), nil, estate.FirstPage(estate.MaxPage))
	if err != nil {
		tb.Fatal(err)
	}
	var all []*estate.Borough
	for _, row := range page.Rows {
		all = append(all, row.Row)
	}
	return all
}

// Line writes a contract on one line: reference, title, suppliers, dates, options and value.
// Unknown facts are left out.
func Line(c *estate.Contract) string {
	if c == nil {
		return "not stored"
	}
	_, key, _ := strings.Cut(c.ID.Key(), "/")
	parts := []string{key}
	if c.Reference != "" && c.Reference != key {
		parts = append(parts, "ref "+c.Reference)
	}
	parts = append(parts, c.Title)
	var names []string
	for _, s := range c.Suppliers {
		names = append(names, s.SignedAs)
	}
	switch {
	case len(names) > 0:
		parts = append(parts, "by "+strings.Join(names, " + "))
	case c.SuppliersWithheld:
		parts = append(parts, "by withheld")
	}
	for _, date := range []struct {
		name string
		date estate.StatedDate
	}{{"from", c.StartDate}, {"to", c.EndDate}, {"at most to", c.MaxExtentDate}} {
		if date.date != "" {
			parts = append(parts, fmt.Sprintf("%s %s", date.name, date.date))
		}
	}
	if c.Rolling {
		parts = append(parts, "rolling")
	}
	if c.TermMonths != nil {
		parts = append(parts, fmt.Sprintf("term %d", *c.TermMonths))
	}
	if c.Extensions != nil {
		var months []int
		for _, x := range c.Extensions {
			months = append(months, x.Months)
		}
		parts = append(parts, fmt.Sprintf("options %v", months))
	}
	if c.Ended {
		parts = append(parts, strings.TrimSpace("ended "+string(c.EndedOn)))
	}
	return strings.Join(append(parts, value(c.Value)...), ", ")
}

func value(v *estate.Value) []string {
	if v == nil {
		return nil
	}
	text := fmt.Sprintf("%s %s", v.Basis, v.Min().Amount())
	if v.MaxPence != v.MinPence {
		text += "-" + v.Max().Amount()
	}
	if v.TermMonths != nil {
		text += fmt.Sprintf(" for %d months", *v.TermMonths)
	}
	if v.AnnualPence != nil {
		text += fmt.Sprintf(" (%s a year)", estate.Money{Pence: *v.AnnualPence}.Amount())
	}
	if v.VAT != estate.VATUnknown {
		text += " VAT " + string(v.VAT)
	}
	return []string{text}
}
