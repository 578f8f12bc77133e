package register_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/register"
	"boroughgraph/ingest/register/registertest"
)

// book returns a workbook with sheets of rows, after change has modified it.
func book(t *testing.T, sheets map[string][][]any, order []string, change func(f *excelize.File) error) *bytes.Reader {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, name := range order {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range sheets[name] {
			at, err := excelize.CoordinatesToCellName(1, i+1)
			if err == nil {
				err = f.SetSheetRow(name, at, &row)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		if err := change(f); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(b.Bytes())
}

func contracts(reference string) [][]any {
	return [][]any{{"Contract Ref", "Contract Title", "Supplier", "Start Date", "End Date", "Contract Value"}, {reference, "Software", "Acme Ltd", 45748, 46477, 50000}}
}

const says = ", Software, by Acme Ltd, from 2025-04-01, to 2027-03-31, TOTAL 50000.00"

func TestSheets(t *testing.T) {
	o := options(t, ingesttest.Bundled(t), "camden")
	o.All = true
	for name, test := range map[string]struct {
		order  []string
		sheets map[string][][]any
		change func(f *excelize.File) error
		want   []string
		unread []string
		form   string
	}{
		"the same heading": {[]string{"A", "B"}, map[string][][]any{"A": contracts("A1"), "B": contracts("B1")}, nil, []string{"A1" + says, "B1" + says}, nil, `workbook, sheets "A", "B"`},
		"a guide first":    {[]string{"Guide", "B"}, map[string][][]any{"Guide": {{"Contract Ref", "Contract Title", "Supplier", "Start Date", "End Date", "Contract Value", "Description"}, {"unique", "its name", "who", "a date", "a date", "pounds", "what"}}, "B": contracts("B1")}, nil, []string{"B1" + says}, []string{"Guide"}, `workbook, sheet "B"`},
		"a pipeline":       {[]string{"Register", "Pipeline"}, map[string][][]any{"Register": contracts("A1"), "Pipeline": contracts("B1")}, nil, []string{"A1" + says}, []string{"Pipeline"}, `workbook, sheet "Register"`},
		"other boroughs":   {[]string{"Camden", "Hackney", "Islington"}, map[string][][]any{"Camden": contracts("A1"), "Hackney": contracts("B1"), "Islington": contracts("C1")}, nil, []string{"A1" + says}, []string{"Hackney", "Islington"}, `workbook, sheet "Camden"`},
		"another heading":  {[]string{"Register", "Waivers"}, map[string][][]any{"Register": contracts("A1"), "Waivers": {{"Reference", "Title", "Directorate", "Value"}, {"W1", "Software", "ICT", 5}}}, nil, []string{"A1" + says}, []string{"Waivers"}, `workbook, sheet "Register"`},
		"a hidden sheet":   {[]string{"A", "B"}, map[string][][]any{"A": contracts("A1"), "B": contracts("B1")}, func(f *excelize.File) error { return f.SetSheetVisible("B", false) }, []string{"A1" + says}, nil, `workbook, sheet "A"`},
		"a hidden column": {
			[]string{"A"},
			map[string][][]any{"A": {{"Contract Ref", "Contract Title", "Supplier", "End Date", "End Date"}, {"A1", "Software", "Acme Ltd", 45748, 46477}}},
			func(f *excelize.File) error { return f.SetColVisible("A", "D", false) },
			[]string{"A1, Software, by Acme Ltd, to 2027-03-31"},
			nil, `workbook, sheet "A"`,
		},
		"zeros before references": {
			[]string{"A"}, map[string][][]any{"A": contracts("")}, func(f *excelize.File) error {
				code := "0000"
				style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
				if err == nil {
					err = f.SetCellStyle("A", "A2", "A2", style)
				}
				if err == nil {
					err = f.SetCellInt("A", "A2", 21)
				}
				return err
			}, []string{"0021" + says}, nil, `workbook, sheet "A"`,
		},
		"cells merged down": {
			[]string{"A"},
			map[string][][]any{"A": {{"Directorate", "Contract Ref", "Contract Title", "Supplier", "End Date"}, {"ICT", "A1", "Network", "Acme Ltd", 46477}, {nil, "A1", nil, "Beta Ltd", nil}}},
			func(f *excelize.File) error {
				for _, column := range []string{"A", "C", "E"} {
					if err := f.MergeCell("A", column+"2", column+"3"); err != nil {
						return err
					}
				}
				return nil
			},
			[]string{"A1, Network, by Acme Ltd + Beta Ltd, to 2027-03-31"},
			nil, `workbook, sheet "A"`,
		},
		"groups of columns": {
			[]string{"A"},
			map[string][][]any{"A": {{"Contract", nil, "Supplier", "Dates", nil}, {"Ref", "Title", "Name", "Start", "End"}, {"A1", "Software", "Acme Ltd", 45748, 46477}}},
			func(f *excelize.File) error { return f.MergeCell("A", "D1", "E1") },
			[]string{"A1, Software, by Acme Ltd, from 2025-04-01, to 2027-03-31"},
			nil, `workbook, sheet "A"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			changes, r, err := read(t, book(t, test.sheets, test.order, test.change), o)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, r)
			var got, unread []string
			for _, c := range changes.Contracts {
				got = append(got, registertest.Line(c))
			}
			for _, s := range r.Sheets {
				unread = append(unread, s.Name)
			}
			if diff := cmp.Diff([]any{test.want, test.unread, test.form}, []any{got, unread, r.Form}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFormulasWithoutResults(t *testing.T) {
	o := options(t, ingesttest.Bundled(t), "camden")
	o.All = true
	file := book(t, map[string][][]any{"A": contracts("A1")}, []string{"A"}, func(f *excelize.File) error {
		if err := f.SetCellValue("A", "F2", nil); err != nil {
			return err
		}
		return f.SetCellFormula("A", "F2", "2*25000")
	})
	changes, r, err := read(t, file, o)
	if err != nil {
		t.Fatal(err)
	}
	if noted(r, "it is a formula whose result the file does not hold") != 1 || len(changes.Contracts) != 1 {
		t.Errorf("the rows: %+v", r.Rows)
	}
}

// The error for another format of spreadsheet or archive names the format.
func TestOtherArchives(t *testing.T) {
	o := options(t, ingesttest.Bundled(t), "camden")
	for part, want := range map[string]string{"xl/workbook.bin": ".xlsb", "content.xml": ".ods", "word/document.xml": "Word", "camden.csv": "unpack it", "ppt/presentation.xml": "PowerPoint"} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		if _, err := w.Create(part); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := register.Open(t.Context(), bytes.NewReader(b.Bytes()), o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want an error with %q", part, err, want)
		}
	}
	if _, err := register.Open(t.Context(), strings.NewReader("London Borough of Hackney contracts register,,\nContract Ref,Contract Title,End Date\n1,Software,31/03/2027\n"), o); err == nil || !strings.Contains(err.Error(), "Hackney") {
		t.Errorf("another borough's: %v", err)
	}
	if _, err := register.Open(t.Context(), strings.NewReader("Exeter City Council contracts,,\nContract Ref,Contract Title,End Date\n1,Software,31/03/2027\n"), o); err == nil || !strings.Contains(err.Error(), "Exeter") {
		t.Errorf("another council's: %v", err)
	}
}
