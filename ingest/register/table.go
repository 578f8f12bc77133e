package register

import (
	"archive/zip"
	"fmt"
	"io"
)

// Bounds of what is in memory at a time. None depends on the size of the file.
const (
	maxRowBytes = 1 << 20   // of one row of text, line breaks in its cells included
	sampleBytes = 256 << 10 // of the beginning, to find the delimiter and the header
	headerRows  = 60        // rows among which the header is looked for
	sampleRows  = 200       // of a sheet, to tell a register from a guide
)

// Bounds of a workbook: packed, unpacked, and in memory. The rest is kept in a temporary file.
const (
	maxPacked   = 64 << 20
	maxUnpacked = 64 << 20
	maxHeld     = 8 << 20
)

// table is a file of rows: one text, or the sheets of a workbook.
type table interface {
	// form returns what the file was read as, for example "UTF-8, commas".
	form(sheets []string) string
	// sheets returns the names of the visible sheets. A text is one sheet without a name.
	sheets() []string
	// open reads a sheet from its first row.
	open(sheet string) (rows, error)
	// epoch1904 reports whether whole numbers that are dates count from 1904 instead of 1900.
	epoch1904() bool
	close()
}

// rows are the rows of one sheet, read one at a time.
type rows interface {
	// next returns io.EOF after the last row. After a *rowError the next row can still be read; any
	// other error ends the file. The cells are valid until the next call.
	next() (row, error)
	// expect says how many cells the header has. This distinguishes a stray quotation mark from one
	// around a cell.
	expect(cells int)
	// hidden reports whether a column is not shown.
	hidden(column int) bool
	close()
}

// row is one row of a sheet.
type row struct {
	line     int // on which it begins, from 1
	cells    []string
	unstored []int // columns with a formula whose result is not stored
	unended  bool  // the file ends here without a line end
}

// rowError is the error for a row that can't be split into cells.
type rowError struct {
	line   int
	reason string
}

func (e *rowError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.reason) }

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

// seeking is an io.ReaderAt that seeks before each read.
type seeking struct{ file io.ReadSeeker }

func (s seeking) ReadAt(p []byte, at int64) (int, error) {
	if _, err := s.file.Seek(at, io.SeekStart); err != nil {
		return 0, err
	}
	return io.ReadFull(s.file, p)
}
