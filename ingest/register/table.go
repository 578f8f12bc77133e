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

// Bounds on what is held of a file at a time: nothing grows with its size.
const (
	maxRowBytes = 1 << 20   // of one row of text, line breaks in its cells included
	sampleBytes = 256 << 10 // of the beginning, to find the delimiter and the header
	headerRows  = 60        // among which the header is looked for
	sampleRows  = 200       // of a sheet, to tell a register from a guide
)

// table is a file of rows: one text, or the sheets of a workbook.
type table interface {
	// form returns what the file was read as, for example "UTF-8, commas".
	form(sheets []string) string
	// sheets returns the names of the sheets that are shown. A text is one sheet without a name.
	sheets() []string
	// open reads a sheet from its first row.
	open(sheet string) (rows, error)
	// epoch1904 reports whether whole numbers that are dates count from 1904 instead of 1900.
	epoch1904() bool
	close()
}

// rows are the rows of one sheet, read one at a time.
type rows interface {
	// next returns io.EOF after the last row. A *rowError costs one row, any other error the file.
	// The cells are good until the next call.
	next() (row, error)
	// expect says how many cells the header has, by which a stray quotation mark is told from one
	// around a cell.
	expect(cells int)
	// hidden reports whether a column is not shown.
	hidden(column int) bool
	close()
}

// row is one row of a sheet.
type row struct {
	line     int // it begins on, from 1
	cells    []string
	unstored []int // columns with a formula whose result the file does not hold
	unended  bool  // the file ends here without a line end
}

// rowError is a row that cannot be taken apart into cells.
type rowError struct {
	line   int
	reason string
}

func (e *rowError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.reason) }

// kinds are the beginnings of files that people hand over by mistake, and what to do with each.
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

// packed are the files inside a zip file that say what it is, and what to do with it.
var packed = []struct{ has, says string }{
	{"xl/workbook.bin", "it is a binary workbook (.xlsb): save it as .xlsx or as CSV"},
	{"content.xml", "it is an OpenDocument file (.ods): save it as .xlsx or as CSV"},
	{"word/document.xml", "it is a Word document: save its table as .xlsx or as CSV"},
	{"ppt/presentation.xml", "it is a PowerPoint presentation: ask for the register as CSV or XLSX"},
	{"Index/Document.iwa", "it is a Numbers document: export it as .xlsx or as CSV"},
}

// openTable opens a CSV file or a workbook. score says how well rows fit what is looked for: it
// chooses the delimiter of a text.
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
			return nil, estate.Invalidf("the file is no register: %s", k.says)
		}
	}
	return openText(file, head, score)
}

// whatIsPacked returns what a zip file is, if it is no workbook that can be read; empty for a
// workbook and for a damaged file.
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

// zipParts lists the parts of a zip file.
func zipParts(file io.ReadSeeker) (*zip.Reader, error) {
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, fmt.Errorf("read the file again: %w", err)
	}
	at, ok := file.(io.ReaderAt)
	if !ok {
		at = seeking{file}
	}
	return zip.NewReader(at, size)
}

// seeking reads at a place by going there first.
type seeking struct{ file io.ReadSeeker }

func (s seeking) ReadAt(p []byte, at int64) (int, error) {
	if _, err := s.file.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	return io.ReadFull(s.file, p)
}
