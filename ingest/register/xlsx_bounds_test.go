package register_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest/register"
)

// workbook returns a workbook in which XML replaces the register's sheet or the shared strings.
func workbook(t *testing.T, part, xml string) []byte {
	t.Helper()
	whole := asWorkbook(t)
	parts, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range parts.File {
		out, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		from := io.Reader(in)
		if strings.HasSuffix(f.Name, part) {
			from = strings.NewReader(xml)
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

func sheet(rows string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` +
		rows + `</sheetData></worksheet>`
}

// Each of these files of some kilobytes once hung, or took seconds and hundreds of megabytes.
func TestWorkbooksThatExpandAreRefused(t *testing.T) {
	const value = `<c r="A%d" t="inlineStr"><is><t>x</t></is></c>`
	for name, c := range map[string]struct{ part, xml, says string }{
		"a row far beyond the last":  {"sheet2.xml", sheet(`<row r="1000000000000000000"><c r="A1"/></row>`), "a row beyond"},
		"a row beyond the last":      {"sheet2.xml", sheet(`<row r="1048577"><c r="A1"/></row>`), "a row beyond"},
		"a row below nought":         {"sheet2.xml", sheet(`<row r="-9223372036854775808"><c r="A1"/></row>`), "a row beyond"},
		"row is not a number":        {"sheet2.xml", sheet(`<row r="1e18"><c r="A1"/></row>`), "a row beyond"},
		"a row beyond an int":        {"sheet2.xml", sheet(`<row r="99999999999999999999"><c r="A1"/></row>`), "a row beyond"},
		"a row with a prefix":        {"sheet2.xml", strings.NewReplacer("<row", "<x:row", "</row", "</x:row").Replace(sheet(`<row r="1000000000000"></row>`)), "a row beyond"},
		"a cell of a far row":        {"sheet2.xml", sheet(`<row r="1"><c r="A1000000000000000000"/></row>`), "a row beyond"},
		"cells in column XFD":        {"sheet2.xml", sheet(strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 5_000)), "column 512"},
		"a cell in a longer column":  {"sheet2.xml", sheet(`<row r="1"><c r="ZZZZZZZZZZZZZ1"/></row>`), "column 512"},
		"a long shared text":         {"sharedStrings.xml", `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>` + strings.Repeat("a", 62<<20) + `</t></si></sst>`, "a text of more than"},
		"a long text in its cell":    {"sheet2.xml", sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>` + strings.Repeat("a", 62<<20) + `</t></is></c></row>`), "a text of more than"},
		"a long attribute":           {"sheet2.xml", sheet(`<row r="1" spans="` + strings.Repeat("1", 20<<20) + `"/>`), "a text of more than"},
		"too many cells":             {"sheet2.xml", sheet("<row>" + strings.Repeat("<c/>", 2_000_001) + "</row>"), "2,000,000 cells"},
		"too many sheets":            {"xl/workbook.xml", `<workbook><sheets>` + strings.Repeat(`<sheet name="a" id="a"/>`, 1_001) + `</sheets></workbook>`, "1,000 sheets"},
		"too many links":             {"workbook.xml.rels", `<Relationships>` + strings.Repeat(`<Relationship Id="a"/>`, 50_001) + `</Relationships>`, "50,000 links"},
		"too many column ranges":     {"sheet2.xml", strings.Replace(sheet(""), "<sheetData>", "<cols>"+strings.Repeat(`<col min="1" max="16384" hidden="1"/>`, 50_001)+"</cols><sheetData>", 1), "50,000 ranges"},
		"a sheet in another charset": {"sheet2.xml", `<?xml version="1.0" encoding="UTF-16"?><worksheet/>`, "not in UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			file := workbook(t, c.part, c.xml)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := register.Open(t.Context(), bytes.NewReader(file), register.Options{})
			runtime.ReadMemStats(&after)
			e, ok := errors.AsType[*estate.Error](err)
			if !ok || e.Code != estate.CodeInvalid || !strings.Contains(e.Message, c.says) {
				t.Errorf("got %v, want INVALID with %q", err, c.says)
			}
			if allocated := (after.TotalAlloc - before.TotalAlloc) >> 20; c.says != "2,000,000 cells" && allocated > 60 {
				t.Errorf("it allocated %d MB", allocated)
			}
		})
	}
	if _, err := register.Open(t.Context(), bytes.NewReader(workbook(t, "sheet2.xml", sheet(fmt.Sprintf(`<row r="1048576">`+value+`</row>`, 1_048_576)))), register.Options{}); err == nil {
		t.Error("a sheet with one cell in Excel's last row was taken for a register")
	}
}

func TestAWorkbookWithTooManyPartsIsRefused(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 5_001 {
		if _, err := w.Create(fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := register.Open(t.Context(), bytes.NewReader(b.Bytes()), register.Options{})
	if err == nil || !strings.Contains(err.Error(), "5,000 parts") {
		t.Errorf("got %v", err)
	}
}

func TestOpeningAWorkbookEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := register.Open(ctx, bytes.NewReader(asWorkbook(t)), register.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
