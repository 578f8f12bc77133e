package register

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"boroughgraph/estate"
)

// records reads the rows of a delimited text. encoding/csv splits them into cells. This type finds
// where a row ends if its quotation marks are wrong, so that a stray mark costs at most its own
// row. It decides by the number of cells in the header: a line with as many cells is a row of its
// own.
type records struct {
	from  *bufio.Reader
	comma byte
	width int    // cells of the header; 0 if unknown
	line  int    // of the last physical line that was read
	ahead []line // read, and then given back
	one   bytes.Reader
	csv   *csv.Reader // reads one record at a time
}

// line is one physical line with its end.
type line struct {
	number int
	text   []byte
}

// maxQuotedLines is the maximum number of lines of a cell with wrong quotation marks.
const maxQuotedLines = 50

func newRecords(from io.Reader, comma byte) *records {
	r := &records{from: bufio.NewReaderSize(from, 64<<10), comma: comma}
	r.csv = r.reader(&r.one)
	r.csv.ReuseRecord = true
	return r
}

func (r *records) reader(from io.Reader) *csv.Reader {
	c := csv.NewReader(from)
	c.Comma, c.FieldsPerRecord = rune(r.comma), -1
	return c
}

func (r *records) expect(cells int) { r.width = cells }
func (*records) hidden(int) bool    { return false }
func (*records) close()             {}

// next implements rows.
func (r *records) next() (row, error) {
	for {
		first, err := r.physical()
		if err != nil {
			return row{}, err
		}
		if len(bytes.TrimRight(first.text, "\r\n")) == 0 {
			continue // encoding/csv skips an empty line
		}
		if parts := r.returned(first); parts != nil {
			r.ahead = append(parts[1:], r.ahead...)
			first = parts[0]
		}
		if bytes.IndexByte(first.text, '"') < 0 {
			return row{line: first.number, cells: r.plain(first.text), unended: !ended(first.text)}, nil
		}
		return r.quoted(first)
	}
}

func ended(text []byte) bool { return bytes.HasSuffix(text, []byte("\n")) }

// physical returns the next line with its end. It removes zero bytes, with which some databases pad
// cells, and the end-of-file mark of old programs.
func (r *records) physical() (line, error) {
	if len(r.ahead) > 0 {
		l := r.ahead[0]
		r.ahead = r.ahead[1:]
		return l, nil
	}
	var text []byte
	for {
		part, err := r.from.ReadSlice('\n')
		text = append(text, part...)
		if len(text) > maxRowBytes {
			return line{}, estate.Invalidf("a row is longer than %d MB: the file is not a register", maxRowBytes>>20)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && (!errors.Is(err, io.EOF) || len(text) == 0) {
			return line{}, err
		}
		break
	}
	if bytes.IndexByte(text, 0) >= 0 {
		text = bytes.ReplaceAll(text, []byte{0}, nil)
	}
	if !ended(text) {
		text = bytes.ReplaceAll(text, []byte{0x1A}, []byte{' '})
	}
	r.line++
	return line{r.line, text}, nil
}

// returned splits a line at the carriage returns in it, if each part has as many cells as the
// header, because then some rows end in a carriage return alone. Otherwise it returns nil.
func (r *records) returned(l line) []line {
	body := bytes.TrimRight(l.text, "\r\n")
	if r.width < 2 || bytes.IndexByte(body, '\r') < 0 {
		return nil
	}
	var parts []line
	for part := range bytes.SplitSeq(body, []byte("\r")) {
		if !r.fits(part) {
			return nil
		}
		parts = append(parts, line{l.number, append(bytes.Clone(part), '\n')})
	}
	return parts
}

// plain splits a line without quotation marks.
func (r *records) plain(text []byte) []string {
	return strings.Split(string(bytes.TrimRight(text, "\r\n")), string(rune(r.comma)))
}

// quoted reads the record that begins with a line.
func (r *records) quoted(first line) (row, error) {
	lines, text, state, err := r.whole(first, strictly)
	if err != nil {
		return row{}, err
	}
	if state == closed && (len(lines) == 1 || !r.eachFits(lines)) {
		r.one.Reset(text)
		cells, err := r.csv.Read()
		if err == nil {
			return row{line: first.number, cells: cells, unended: !ended(text)}, nil
		}
		r.csv = r.reader(&r.one) // it may have buffered what it could not parse
		r.csv.ReuseRecord = true
	}
	r.giveBack(lines[1:])
	return r.mend(first, state == open && !ended(text))
}

// mend reads a row with wrong quotation marks: its line alone if that has the header's number of
// cells, else all the lines up to its end.
func (r *records) mend(first line, cut bool) (row, error) {
	if cells := r.alone(first.text); r.width == 0 || len(cells) == r.width && (!cut || !r.opensLast(first.text)) {
		return row{line: first.number, cells: cells, unended: !ended(first.text)}, nil
	}
	if cut {
		return row{}, estate.Invalidf("the file ends inside a quoted cell of the row that begins at line %d: it seems cut short", first.number)
	}
	lines, text, state, err := r.whole(first, loosely)
	if err != nil {
		return row{}, err
	}
	if cells := r.lazy(text); state == closed && len(lines) > 1 && len(cells) == r.width && !r.someFits(lines[1:]) {
		return row{line: first.number, cells: cells, unended: !ended(text)}, nil
	}
	r.giveBack(lines[1:])
	return row{}, &rowError{first.number, fmt.Sprintf("a quotation mark stands where none can be, and the row cannot be read as %d cells without it", r.width)}
}

// opensLast reports whether the last cell of a line begins with a quotation mark.
func (r *records) opensLast(text []byte) bool {
	return bytes.HasPrefix(text[bytes.LastIndexByte(text, r.comma)+1:], []byte(`"`))
}

func (r *records) giveBack(lines []line) {
	if len(lines) > 0 {
		r.ahead = append(append([]line(nil), lines...), r.ahead...)
	}
}

// whole returns the lines up to the end of the record that begins with the first. The state is open
// if the file ends before the record does.
func (r *records) whole(first line, marks markRule) (lines []line, text []byte, state quoting, err error) {
	lines, text = []line{first}, bytes.Clone(first.text)
	s := scan{comma: r.comma, marks: marks}
	state = s.over(first.text)
	for state == open {
		if len(text) > maxRowBytes || marks == loosely && len(lines) > maxQuotedLines {
			return lines, text, wrong, nil
		}
		more, err := r.physical()
		if errors.Is(err, io.EOF) {
			return lines, text, open, nil
		}
		if err != nil {
			return nil, nil, 0, err
		}
		lines, text = append(lines, more), append(text, more.text...)
		state = s.over(more.text)
	}
	return lines, text, state, nil
}

// alone splits one line and keeps wrong quotation marks as part of the cells.
func (r *records) alone(text []byte) []string {
	if cells := r.lazy(text); len(cells) == r.width {
		return cells
	}
	cells := r.plain(text)
	for i, cell := range cells {
		if inner, ok := strings.CutPrefix(cell, `"`); ok {
			cells[i] = strings.TrimSuffix(inner, `"`)
		}
	}
	return cells
}

// lazy splits a text as one record; nil if it is not one.
func (r *records) lazy(text []byte) []string {
	c := r.reader(bytes.NewReader(text))
	c.LazyQuotes = true
	cells, err := c.Read()
	if err != nil {
		return nil
	}
	if _, err := c.Read(); !errors.Is(err, io.EOF) {
		return nil
	}
	return cells
}

// fits reports whether a line on its own has as many cells as the header.
func (r *records) fits(text []byte) bool {
	return r.width > 1 && len(bytes.TrimSpace(text)) > 0 && len(r.alone(text)) == r.width
}

func (r *records) eachFits(lines []line) bool {
	for _, l := range lines {
		if !r.fits(l.text) {
			return false
		}
	}
	return true
}

func (r *records) someFits(lines []line) bool {
	for _, l := range lines {
		if r.fits(l.text) {
			return true
		}
	}
	return false
}

// quoting is the state of a record after some of its lines.
type quoting int

const (
	closed quoting = iota // it is complete
	open                  // a quoted cell goes on
	wrong                 // a quotation mark is where none can be
)

// markRule says how to treat such a mark.
type markRule int

const (
	strictly markRule = iota // it makes the record wrong
	loosely                  // it is part of its cell
)

// scan tracks the quotation marks of a record, by the rules of encoding/csv.
type scan struct {
	comma  byte
	marks  markRule
	inside bool // a quoted cell
}

// over processes one more line.
func (s *scan) over(text []byte) quoting {
	begins := !s.inside // of a cell
	for i := 0; i < len(text); i++ {
		b := text[i]
		switch {
		case b == '"' && s.inside:
			switch after := next(text, i+1); {
			case after == '"':
				i++
			case after == s.comma, after == '\n':
				s.inside = false
			case s.marks == strictly:
				return wrong
			}
		case b == '"' && begins:
			s.inside, begins = true, false
		case b == '"' && s.marks == strictly:
			return wrong
		case !s.inside:
			begins = b == s.comma
		}
	}
	if s.inside {
		return open
	}
	return closed
}

// next returns a byte of a line. The end of the line, with or without a carriage return, is a line
// feed.
func next(text []byte, i int) byte {
	if i >= len(text) || text[i] == '\r' && (i+1 == len(text) || text[i+1] == '\n') {
		return '\n'
	}
	return text[i]
}
