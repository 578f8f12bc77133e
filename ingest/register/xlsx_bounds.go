package register

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"boroughgraph/estate"
)

// Bounds of a workbook's parts. excelize allocates memory for a row number, a column or a text
// before it reports how large they are. So checkWorkbook reads the parts first.
const (
	maxParts    = 5_000     // files in the zip file
	maxRow      = 1_048_576 // Excel's last row
	maxColumn   = 512       // real registers have about 40
	maxCells    = 2_000_000
	maxElements = 6_000_000 // XML elements; a cell and its value are two
	maxRun      = 256 << 10 // bytes without a "<": Excel's longest text has 32,767 characters
	// Sheets are looked for among relationships one by one, and each "col" names a range of columns.
	maxSheets    = 1_000
	maxRelations = 50_000
	maxRanges    = 50_000
	// maxWritten is how many bytes the cells of a sheet may have when texts that many cells share are
	// written out.
	maxWritten = 256 << 20
)

// errLarge reports that a workbook exceeds a bound.
type errLarge struct{ what string }

func (e errLarge) Error() string { return e.what }

func tooLarge(what string) error { return errLarge{what} }

// checkWorkbook returns an INVALID error if a workbook exceeds a bound, and the cause if ctx ends.
func checkWorkbook(ctx context.Context, file io.ReadSeeker, size int64) error {
	err := checkParts(ctx, file, size)
	if large, ok := errors.AsType[errLarge](err); ok {
		return estate.Invalidf("the workbook has %s: save the register's sheet as CSV", large.what)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return nil // excelize reports other faults
}

func checkParts(ctx context.Context, file io.ReadSeeker, size int64) error {
	at, ok := file.(io.ReaderAt)
	if !ok {
		text, err := io.ReadAll(file)
		if err != nil {
			return err
		}
		at = bytes.NewReader(text)
	}
	if err := countParts(ctx, io.NewSectionReader(at, 0, size)); err != nil {
		return err
	}
	parts, err := zip.NewReader(at, size)
	if err != nil {
		return err
	}
	c := &partCheck{ctx: ctx, left: maxUnpacked, listed: map[string]int{}}
	for _, part := range parts.File {
		if err := c.part(part); err != nil {
			return err
		}
	}
	return nil
}

// countParts counts the entries of the zip file's directory, for which zip.NewReader has no bound.
func countParts(ctx context.Context, file io.Reader) error {
	entry := []byte("PK\x01\x02")
	window := make([]byte, 64<<10)
	kept, found := 0, 0
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := file.Read(window[kept:])
		text := window[:kept+n]
		if found += bytes.Count(text, entry); found > maxParts {
			return tooLarge("more than 5,000 parts")
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		// An entry may begin in one window and end in the next.
		tail := text[max(0, len(text)-len(entry)+1):]
		kept = copy(window, tail)
	}
}

// partCheck reads the parts of one workbook.
type partCheck struct {
	ctx             context.Context
	left            int64 // bytes that may still be unpacked
	cells, elements int
	listed          map[string]int // elements of each name in mostListed
	run             int            // bytes since the last "<"
}

func (c *partCheck) part(part *zip.File) error {
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	c.run = 0
	text := bufio.NewReader(&boundedPart{r, c})
	name := strings.ToLower(part.Name)
	if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") && !strings.HasSuffix(name, ".vml") {
		begin, err := text.Peek(1)
		if err != nil || begin[0] != '<' {
			_, err = io.Copy(io.Discard, text) // a picture counts by its size
			return err
		}
	}
	return c.elementsOf(text)
}

func (c *partCheck) elementsOf(text io.Reader) error {
	d := xml.NewDecoder(text)
	d.Strict = false
	foreign := false // Excel writes UTF-8, and another encoding could hide a row from this check
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) {
		foreign = true
		return nil, errors.New("not UTF-8")
	}
	for {
		token, err := d.RawToken()
		if foreign {
			return tooLarge("a part that is not in UTF-8")
		}
		if err != nil {
			if _, large := errors.AsType[errLarge](err); large || c.ctx.Err() != nil {
				return err
			}
			_, err = io.Copy(io.Discard, text) // the text after a syntax error may still be long
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if c.elements++; c.elements > maxElements {
			return tooLarge("more than 6,000,000 elements")
		}
		if err := c.element(start); err != nil {
			return err
		}
	}
}

// mostListed are elements that few of are needed, with their bounds.
var mostListed = map[string]struct {
	most int
	what string
}{
	"sheet":        {maxSheets, "more than 1,000 sheets"},
	"Relationship": {maxRelations, "more than 50,000 links between its parts"},
	"col":          {maxRanges, "more than 50,000 ranges of columns"},
}

func (c *partCheck) element(e xml.StartElement) error {
	if bound, ok := mostListed[e.Name.Local]; ok {
		if c.listed[e.Name.Local]++; c.listed[e.Name.Local] > bound.most {
			return tooLarge(bound.what)
		}
	}
	var check func(string) error
	switch e.Name.Local {
	case "row":
		check = checkRow
	case "c":
		if c.cells++; c.cells > maxCells {
			return tooLarge("more than 2,000,000 cells")
		}
		check = checkCell
	default:
		return nil
	}
	for _, a := range e.Attr {
		if a.Name.Local == "r" {
			if err := check(a.Value); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkRow(text string) error {
	if n, err := strconv.Atoi(strings.TrimSpace(text)); err != nil || n < 0 || n > maxRow {
		return tooLarge("a row beyond Excel's last, 1,048,576")
	}
	return nil
}

// checkCell checks a reference such as AB12.
func checkCell(text string) error {
	letters := strings.TrimRight(strings.ReplaceAll(strings.TrimSpace(text), "$", ""), "0123456789")
	column := 0
	for _, letter := range strings.ToUpper(letters) {
		if letter < 'A' || letter > 'Z' {
			return nil // excelize rejects it
		}
		if column = column*26 + int(letter-'A') + 1; column > maxColumn {
			return tooLarge("a cell beyond column 512")
		}
	}
	if digits := strings.TrimPrefix(text, letters); digits != "" {
		return checkRow(strings.TrimLeft(digits, "$"))
	}
	return nil
}

// boundedPart reads a part up to a bound, or until the context ends.
type boundedPart struct {
	io.Reader
	check *partCheck
}

func (p *boundedPart) Read(b []byte) (int, error) {
	c := p.check
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.Reader.Read(b[:min(len(b), 4<<10)])
	if c.left -= int64(n); c.left < 0 {
		return n, tooLarge("more than 64 MB when unpacked")
	}
	if last := bytes.LastIndexByte(b[:n], '<'); last >= 0 {
		c.run = n - last
	} else if c.run += n; c.run > maxRun {
		return n, tooLarge("a text of more than 256 KB")
	}
	return n, err
}
