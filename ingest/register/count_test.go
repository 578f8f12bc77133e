package register_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/personal"
)

// drawn draws a register row by row, including the rows that come between contracts.
func drawn(t *rapid.T) [][]string {
	rows := [][]string{{"Contract Ref", "Contract Title", "Supplier", "Start Date", "End Date", "Contract Value"}}
	cell := func(some ...string) string { return rapid.SampledFrom(some).Draw(t, "cell") }
	for range rapid.IntRange(1, 12).Draw(t, "rows") {
		switch rapid.IntRange(0, 7).Draw(t, "kind") {
		case 0:
			rows = append(rows, []string{cell("", "Total", "Grand Total", "Note: see above"), "", "", "", "", cell("", "52000")})
		case 1:
			rows = append(rows, rows[0])
		case 2:
			rows = append(rows, []string{"", "", cell("Beta Ltd", "Gamma Ltd"), "", "", ""})
		case 3:
			rows = append(rows, []string{"Framework Ref", "Framework Title", "Provider", "Expiry Date", "", ""})
		default:
			rows = append(rows, []string{
				cell("C1", "C2", "C3", "", "2022/S 000-025196"), cell("Payroll software", "HR\nsoftware", "19\" monitors", "a, b"), cell("Acme Ltd", "Various", "A Ltd; B Ltd", ""), cell("01/04/2025", "04/13/2025", "13/04/2025", "TBC"),
				cell("31/03/2027", "31/03/2024", "Rolling", ""), cell("1", "50000", "£1.2m", "rates"),
			})
		}
	}
	return rows
}

// Every row that another reader counts below the header must be used or skipped.
func TestRowsAsOthersCountThem(t *testing.T) {
	o := options(t, ingesttest.Bundled(t), "camden")
	o.All = true
	rapid.Check(t, func(rt *rapid.T) {
		rows := drawn(rt)
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		w.UseCRLF = rapid.Bool().Draw(rt, "CRLF")
		if err := w.WriteAll(rows); err != nil {
			rt.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(text.Bytes()))
		r.FieldsPerRecord = -1
		counted, err := r.ReadAll()
		if err != nil {
			rt.Fatal(err)
		}
		_, report, err := read(t, bytes.NewReader(text.Bytes()), o)
		if err != nil {
			rt.Fatalf("%v\n%s", err, text.String())
		}
		if report.Used+report.Skipped != report.Read || report.Read != len(counted)-1 {
			rt.Fatalf("%d used and %d skipped, of %d rows:\n%s", report.Used, report.Skipped, len(counted)-1, text.String())
		}
	})
}

// The same must hold for workbooks with two sheets, as excelize counts them.
func TestRowsOfWorkbooks(t *testing.T) {
	o := options(t, ingesttest.Bundled(t), "camden")
	o.All = true
	rapid.Check(t, func(rt *rapid.T) {
		f := excelize.NewFile()
		defer f.Close()
		want := 0
		for _, name := range []string{"Sheet1", "Sheet2"} {
			if _, err := f.NewSheet(name); err != nil {
				rt.Fatal(err)
			}
			rows := append(drawn(rt), []string{"Z" + name, "Software", "Acme Ltd", "01/04/2025", "31/03/2027", "50000"})
			for i, row := range rows {
				if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
					rt.Fatal(err)
				}
			}
			counted, err := f.GetRows(name)
			if err != nil {
				rt.Fatal(err)
			}
			want += len(counted) - 1
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			rt.Fatal(err)
		}
		_, report, err := read(t, bytes.NewReader(b.Bytes()), o)
		if err != nil {
			rt.Fatal(err)
		}
		if report.Used+report.Skipped != report.Read || report.Read != want {
			rt.Fatalf("%d used and %d skipped, of %d rows", report.Used, report.Skipped, want)
		}
	})
}

// No form of reference in the raw files may be masked, because a masked reference could merge two
// contracts.
func TestReferencesAreNotMasked(t *testing.T) {
	folder := os.Getenv(ingesttest.RawData)
	if folder == "" {
		const left = "LEFT OUT: " + ingesttest.RawData + " names no folder of raw files, so their references are not looked at"
		if os.Getenv("CI") == "true" {
			t.Fatal(left)
		}
		t.Skip(left)
	}
	references := 0
	check := func(text string) {
		references++
		if got := personal.Masked(text); got != strings.Join(strings.Fields(text), " ") && len(text) <= personal.MaxText {
			t.Errorf("%q is masked as %q", text, got)
		}
	}
	named := regexp.MustCompile(`(?i)^(id|ocid|contract ref:?|.*reference.*|.*ojeu.*|identifier|.*_id|relatedProcesses)$`)
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		switch filepath.Ext(path) {
		case ".json":
			var all any
			if err := json.Unmarshal(text, &all); err == nil { // some files hold invalid numbers
				walk(all, "", func(key, value string) {
					if named.MatchString(key) {
						check(value)
					}
				})
			}
		case ".csv":
			r := csv.NewReader(bytes.NewReader(text))
			r.FieldsPerRecord, r.LazyQuotes = -1, true
			rows, err := r.ReadAll()
			if err != nil || len(rows) == 0 {
				return err
			}
			for i, title := range rows[0] {
				for _, row := range rows[1:] {
					if named.MatchString(strings.Join(strings.Fields(title), " ")) && i < len(row) {
						check(strings.ToValidUTF8(row[i], "\ufffd"))
					}
				}
			}
		}
		return err
	})
	if err != nil || references < 1000 {
		t.Errorf("%d references were looked at: %v", references, err)
	}
	t.Logf("%d references", references)
}

func walk(v any, key string, see func(key, value string)) {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			walk(inner, k, see)
		}
	case []any:
		for _, inner := range v {
			walk(inner, key, see)
		}
	case string:
		see(key, v)
	}
}

// Two references that look alike once masked stay two contracts.
func TestMaskedReferencesStayApart(t *testing.T) {
	o := options(t, ingesttest.Bundled(t), "camden")
	o.All = true
	changes, _, err := read(t, strings.NewReader(head+"020 7946 0001,Software,Acme Ltd,,,\n020 7946 0002,Software,Acme Ltd,,,\n"), o)
	if err != nil || len(changes.Contracts) != 2 {
		t.Fatalf("%d contracts, %v", len(changes.Contracts), err)
	}
	for _, c := range changes.Contracts {
		if strings.Contains(string(c.ID), "7946") || c.Reference != "[telephone removed]" {
			t.Errorf("%s shows %q", c.ID, c.Reference)
		}
	}
}
