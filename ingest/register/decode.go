package register

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"boroughgraph/estate"
)

// Bounds of what is read: nothing grows with the size of a file.
const (
	maxRowBytes = 1 << 20   // of one row of text, line breaks in its cells included
	sampleBytes = 256 << 10 // looked at to find the delimiter
	headerRows  = 60        // looked at to find the header
)

// table is a file of rows, read one at a time.
type table interface {
	// next is the next row and the line it begins on; io.EOF after the last. A *rowError
	// costs one row, any other error the file.
	next() (line int, cells []string, err error)
	// form says what the file was read as, "UTF-8, commas".
	form() string
	// cut reports whether the file ends in the middle of a line.
	cut() bool
	// epoch1904: whole numbers that are dates count from 1904 and not from 1900.
	epoch1904() bool
	close()
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
	{"{", "it is JSON: `import ocds` takes OCDS releases"},
	{"[", "it is JSON: `import ocds` takes OCDS releases"},
	{"<", "it is a web page or XML: download the register itself, as CSV or XLSX"},
}

// openTable opens a CSV file or a workbook. score says how well rows fit what is looked
// for: it chooses the delimiter, and the sheet of a workbook.
func openTable(ctx context.Context, file io.ReadSeeker, score func(rows [][]string) int) (table, error) {
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
		return openWorkbook(ctx, file, score)
	}
	for _, k := range kinds {
		if bytes.HasPrefix(text, []byte(k.begins)) {
			return nil, estate.Invalidf("the file is no register: %s", k.says)
		}
	}
	return openText(file, head, score)
}

// textTable is a file of delimited text.
type textTable struct {
	rows     *csv.Reader
	guard    *guard
	encoding string
}

func openText(file io.ReadSeeker, head []byte, score func([][]string) int) (*textTable, error) {
	name, decoder, err := encodingOf(file, head)
	if err != nil {
		return nil, err
	}
	open := func() (*guard, error) {
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return nil, fmt.Errorf("read the file again: %w", err)
		}
		return &guard{from: transform.NewReader(file, decoder.NewDecoder())}, nil
	}
	g, err := open()
	if err != nil {
		return nil, err
	}
	sample, err := io.ReadAll(io.LimitReader(g, sampleBytes))
	if err != nil && !errors.Is(err, errLongRow) {
		return nil, err
	}
	comma := delimiterOf(sample, score)
	if g, err = open(); err != nil {
		return nil, err
	}
	return &textTable{rows: csvReader(g, comma), guard: g, encoding: name}, nil
}

// encodingOf is the rule, and no guess: a byte order mark, else UTF-8 if the whole file is valid as that, else Windows-1252.
func encodingOf(file io.ReadSeeker, head []byte) (string, encoding.Encoding, error) {
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		return "UTF-8", unicode.UTF8BOM, nil
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return "UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), nil
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return "UTF-16", unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", nil, fmt.Errorf("read the file again: %w", err)
	}
	_, err := io.Copy(io.Discard, transform.NewReader(file, encoding.UTF8Validator))
	switch {
	case err == nil:
		return "UTF-8", unicode.UTF8, nil
	case errors.Is(err, encoding.ErrInvalidUTF8):
		return "Windows-1252", charmap.Windows1252, nil
	}
	return "", nil, fmt.Errorf("read the file: %w", err)
}

// delimiters are what cells are parted by, the commonest first.
var delimiters = []struct {
	comma rune
	name  string
}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "bars"}}

// delimiterOf is the delimiter by which the beginning of a file fits best.
func delimiterOf(sample []byte, score func([][]string) int) rune {
	best, most := delimiters[0].comma, 0
	for _, d := range delimiters {
		r := csvReader(bytes.NewReader(sample), d.comma)
		var rows [][]string
		for len(rows) < headerRows {
			cells, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			rows = append(rows, append([]string(nil), cells...))
		}
		if s := score(rows); s > most {
			best, most = d.comma, s
		}
	}
	return best
}

func csvReader(r io.Reader, comma rune) *csv.Reader {
	c := csv.NewReader(r)
	c.Comma, c.FieldsPerRecord, c.ReuseRecord = comma, -1, true
	return c
}

func (t *textTable) next() (int, []string, error) {
	t.guard.since = 0
	cells, err := t.rows.Read()
	if wrong, ok := errors.AsType[*csv.ParseError](err); ok {
		if _, after := t.rows.Read(); errors.Is(after, io.EOF) {
			return 0, nil, estate.Invalidf("the file ends inside a quoted cell of the row that begins at line %d: it seems cut short", wrong.StartLine)
		}
		return 0, nil, &rowError{wrong.StartLine, "a quotation mark stands where none can be"}
	}
	if errors.Is(err, errLongRow) {
		return 0, nil, estate.Invalidf("a row is longer than %d MB: a quotation mark is not closed, or the file is no register", maxRowBytes>>20)
	}
	if err != nil {
		return 0, nil, err
	}
	line, _ := t.rows.FieldPos(0)
	return line, cells, nil
}

func (t *textTable) form() string {
	for _, d := range delimiters {
		if d.comma == t.rows.Comma {
			return t.encoding + ", " + d.name
		}
	}
	return t.encoding
}

func (t *textTable) cut() bool     { return t.guard.last != '\n' }
func (*textTable) epoch1904() bool { return false }
func (*textTable) close()          {}

var errLongRow = errors.New("a row is too long")

// guard hands text on, and stops at what no register holds: a zero byte, or a row without an end.
type guard struct {
	from  io.Reader
	since int // bytes handed on since the last row began
	last  byte
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.from.Read(p)
	if bytes.IndexByte(p[:n], 0) >= 0 {
		return 0, estate.Invalidf("the file is no register: it is neither text nor a workbook")
	}
	if n > 0 {
		g.last = p[n-1]
	}
	if g.since += n; g.since > maxRowBytes {
		return 0, errLongRow
	}
	return n, err
}
