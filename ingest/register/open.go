package register

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// kinds are the first bytes of files that are handed over by mistake, and what to do with each.
var kinds = []struct{ begins, says string }{
	{"%PDF", "it is a PDF: ask for the register as CSV or XLSX"},
	{"\xD0\xCF\x11\xE0", "it is a workbook of the old .xls form, or one with a password: save it as .xlsx or as CSV"},
	{"\x1F\x8B", "it is compressed: unpack it first"},
	{"7z\xBC\xAF", "it is compressed: unpack it first"},
	{"Rar!", "it is compressed: unpack it first"},
	{"PAR1", "it is a Parquet file: save it as CSV"},
	{"{\\rtf", "it is a text document (RTF): save its table as .xlsx or as CSV"},
	{"{", "it is JSON: `import ocds` takes OCDS releases"},
	{"[", "it is JSON: `import ocds` takes OCDS releases"},
	{"<?xml", "it is XML: open it in a spreadsheet program and save it as .xlsx or as CSV"},
	{"<", "it is a web page: download the file that the page links to"},
	{"ID;P", "it is a spreadsheet of the old SYLK form: save it as .xlsx or as CSV"},
	{"MIME-Version:", "it is a web page saved as an archive: save it as .xlsx or as CSV"},
}

// packed are files inside a zip file that tell its kind, and what to do with each.
var packed = []struct{ has, says string }{
	{"xl/workbook.bin", "it is a binary workbook (.xlsb): save it as .xlsx or as CSV"},
	{"content.xml", "it is an OpenDocument file (.ods): save it as .xlsx or as CSV"},
	{"word/document.xml", "it is a Word document: save its table as .xlsx or as CSV"},
	{"ppt/presentation.xml", "it is a PowerPoint presentation: ask for the register as CSV or XLSX"},
	{"Index/Document.iwa", "it is a Numbers document: export it as .xlsx or as CSV"},
}

// openTable opens a CSV file or a workbook. score says how well rows fit a register, and so chooses
// the delimiter of a text.
func openTable(ctx context.Context, file io.ReadSeeker, score func(rows []row) int) (table, error) {
	head := make([]byte, 4096)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	head = head[:n]
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if len(text) == 0 && n < 4096 {
		return nil, estate.Invalidf("the file is empty")
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return openWorkbook(ctx, file)
	}
	for _, k := range kinds {
		if bytes.HasPrefix(text, []byte(k.begins)) {
			return nil, estate.Invalidf("the file is not a register: %s", k.says)
		}
	}
	return openText(file, head, score)
}

// whatIsPacked returns what a zip file is, unless it is a readable workbook or damaged; then it
// returns "".
func whatIsPacked(file io.ReadSeeker) string {
	parts, err := zipParts(file)
	if err != nil {
		return ""
	}
	has := func(name string) bool {
		return slices.ContainsFunc(parts.File, func(f *zip.File) bool { return strings.EqualFold(f.Name, name) })
	}
	if has("xl/workbook.xml") {
		return ""
	}
	for _, p := range packed {
		if has(p.has) {
			return p.says
		}
	}
	for _, f := range parts.File {
		for _, ending := range []string{".csv", ".xlsx", ".txt", ".xls"} {
			if strings.HasSuffix(strings.ToLower(f.Name), ending) {
				return "it is a zip file: unpack it and import the file inside it"
			}
		}
	}
	return ""
}
