package register_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"boroughgraph/estate"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/register"
)

// TestRegisterForms reads the same register in every encoding, with every delimiter and as a
// workbook.
func TestRegisterForms(t *testing.T) {
	s := ingesttest.Bundled(t)
	o := options(t, s, "camden")
	want, _ := mustRead(t, lga, o)
	utf16LE := []byte("\xFF\xFE")
	for _, unit := range utf16.Encode([]rune(lga)) {
		utf16LE = append(utf16LE, byte(unit), byte(unit>>8))
	}
	utf16BE := []byte{}
	for i := 0; i < len(utf16LE); i += 2 {
		utf16BE = append(utf16BE, utf16LE[i+1], utf16LE[i])
	}
	for name, test := range map[string]struct {
		file []byte
		form string
	}{
		"byte order mark": {append([]byte("\xEF\xBB\xBF"), lga...), "UTF-8, commas"},
		"UTF-16LE":        {utf16LE, "UTF-16, commas"}, "UTF-16BE": {utf16BE, "UTF-16, commas"},
		"Windows-1252": {[]byte(strings.ReplaceAll(lga, "£", "\xA3")), "Windows-1252, commas"},
		"CRLF":         {[]byte(strings.ReplaceAll(lga, "\n", "\r\n")), "UTF-8, commas"},
		"tabs":         {recut(t, '\t'), "UTF-8, tabs"}, "semicolons": {recut(t, ';'), "UTF-8, semicolons"}, "bars": {recut(t, '|'), "UTF-8, bars"},
		"workbook": {asWorkbook(t), `workbook, sheet "Register"`},
	} {
		t.Run(name, func(t *testing.T) {
			got, report, err := read(t, bytes.NewReader(test.file), o)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, report)
			if report.Form != test.form {
				t.Errorf("it is read as %s, want %s", report.Form, test.form)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestRegisterRefuses checks that a file which is not a register gives one clear error.
func TestRegisterRefuses(t *testing.T) {
	o := options(t, ingesttest.Bundled(t), "camden")
	for name, test := range map[string]struct{ file, says string }{
		"empty":              {"", "the file is empty"},
		"blank":              {"\xEF\xBB\xBF \n\n", "the file is empty"},
		"no header":          {"a,b\n1,2\n", "no header was found"},
		"header alone":       {"Contract title,Supplier\n", "no row below it"},
		"PDF":                {"%PDF-1.7 ...", "it is a PDF"},
		"JSON":               {`{"releases": []}`, "`import ocds`"},
		"web page":           {"<!doctype html><title>Register</title>", "it is a web page"},
		"old workbook":       {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ...", "old .xls"},
		"compressed":         {"\x1F\x8B\x08 ...", "compressed"},
		"binary":             {"Contract title,Supplier\n\x01\x02\x03\x00\x04b,c\n", "neither text nor a workbook"},
		"a zip":              {"PK\x03\x04 and no more", "damaged"},
		"cut in quotes":      {"Contract title,Supplier\nIT support,\"Acme", "cut short"},
		"a cut workbook":     {string(asWorkbook(t)[:3000]), "damaged"},
		"a zip bomb":         {string(bomb(t)), "a text of more than 256 KB"},
		"a map of elsewhere": {"Contract title,Supplier\nIT support,Acme\n", "which the file lacks"},
	} {
		t.Run(name, func(t *testing.T) {
			o := o
			if name == "a map of elsewhere" {
				o.Map = register.ColumnMap{"who": "SupplierName"}
			}
			_, _, err := read(t, strings.NewReader(test.file), o)
			if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid || !strings.Contains(e.Message, test.says) {
				t.Errorf("got %v, want INVALID that says %q", err, test.says)
			}
		})
	}
}

// TestRegisterLongRow checks that a line of 200 MB is an error and is not read into memory.
func TestRegisterLongRow(t *testing.T) {
	o := options(t, ingesttest.Bundled(t), "camden")
	o.All = true
	for name, begins := range map[string]string{"no line break": "", "after a header": "Contract title,Supplier\nIT support,", "in quotes": "Contract title,Supplier\nIT support,\""} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _, err := read(t, &endless{begins: begins, size: 200 << 20}, o)
			runtime.ReadMemStats(&after)
			allocated := after.TotalAlloc - before.TotalAlloc
			if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid {
				t.Errorf("got %v, want INVALID", err)
			}
			if allocated > 64<<20 {
				t.Errorf("%d MB were allocated", allocated>>20)
			}
		})
	}
}

// endless is a file with a beginning and then the same letter for ever.
type endless struct {
	begins   string
	size, at int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.at >= e.size {
		return 0, io.EOF
	}
	n := copy(p, e.begins[min(e.at, int64(len(e.begins))):])
	for ; n < len(p) && e.at+int64(n) < e.size; n++ {
		p[n] = 'x'
	}
	e.at += int64(n)
	return n, nil
}

func (e *endless) Seek(offset int64, _ int) (int64, error) {
	e.at = offset // only ever to the start
	return offset, nil
}

// recut returns the register with another delimiter.
func recut(t *testing.T, comma rune) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = comma
	for _, row := range rows(t) {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return b.Bytes()
}

// asWorkbook returns the register as XLSX, after a sheet of notes.
func asWorkbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetCellStr("Sheet1", "A1", "Notes"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.NewSheet("Register"); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows(t) {
		if slices.Equal(row, make([]string, len(row))) {
			continue // a workbook has no such rows
		}
		if err := f.SetSheetRow("Register", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rows returns the rows of the register.
func rows(t *testing.T) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(lga))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// bomb returns a workbook of a few kilobytes whose sheet unpacks to 200 MB.
func bomb(t *testing.T) []byte {
	t.Helper()
	whole, err := zip.NewReader(bytes.NewReader(asWorkbook(t)), int64(len(asWorkbook(t))))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range whole.File {
		out, err := w.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		in, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		from := io.Reader(in)
		if strings.HasSuffix(part.Name, "sheet2.xml") {
			from = io.LimitReader(&endless{size: 200 << 20}, 200<<20)
		}
		if _, err := io.Copy(out, from); err != nil {
			t.Fatal(err)
		}
		in.Close()
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
