package register

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/transform"
)

// textTable is a file of delimited text.
type textTable struct {
	file     io.ReadSeeker
	encoding string
	decoder  transform.Transformer
	comma    byte
	lone     bool // rows end in a carriage return alone
}

func openText(file io.ReadSeeker, head []byte, score func([]row) int) (*textTable, error) {
	t := &textTable{file: file}
	var err error
	if t.encoding, t.decoder, err = encodingOf(file, head); err != nil {
		return nil, err
	}
	text, err := t.text()
	if err != nil {
		return nil, err
	}
	sample, err := io.ReadAll(io.LimitReader(text, sampleBytes))
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	t.lone = endsInReturns(sample)
	if t.lone {
		sample = bytes.ReplaceAll(sample, []byte("\r"), []byte("\n"))
	}
	t.comma = delimiterOf(sample, score)
	return t, nil
}

// text returns the file from its beginning, decoded.
func (t *textTable) text() (io.Reader, error) {
	if _, err := t.file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read the file again: %w", err)
	}
	t.decoder.Reset()
	text := io.Reader(transform.NewReader(t.file, t.decoder))
	if t.lone {
		text = returns{text}
	}
	return text, nil
}

// returns reads carriage returns as line ends.
type returns struct{ from io.Reader }

func (r returns) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// endsInReturns reports whether rows end in carriage returns alone, as old Macintosh programs write
// them. Line feeds inside quoted cells do not count.
func endsInReturns(sample []byte) bool {
	quoted, lone := false, 0
	for i, b := range sample {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n':
			return false
		case b == '\r' && (i+1 == len(sample) || sample[i+1] != '\n'):
			lone++
		}
	}
	return lone > 0
}

// delimiters are the marks between cells, the commonest first.
var delimiters = []struct {
	comma byte
	name  string
}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "bars"}}

// delimiterOf returns the delimiter by which the beginning of a file fits best.
func delimiterOf(sample []byte, score func([]row) int) byte {
	best, most := delimiters[0].comma, 0
	for _, d := range delimiters {
		if s := score(firstRows(newRecords(bytes.NewReader(sample), d.comma), sampleRows)); s > most {
			best, most = d.comma, s
		}
	}
	return best
}

// firstRows returns up to n rows. An error ends them.
func firstRows(r rows, n int) []row {
	var first []row
	for len(first) < n {
		next, err := r.next()
		if _, bad := errors.AsType[*rowError](err); bad {
			continue
		}
		if err != nil {
			break
		}
		next.cells = append([]string(nil), next.cells...)
		first = append(first, next)
	}
	return first
}

func (t *textTable) open(string) (rows, error) {
	text, err := t.text()
	if err != nil {
		return nil, err
	}
	return newRecords(text, t.comma), nil
}

func (t *textTable) form([]string) string {
	for _, d := range delimiters {
		if d.comma == t.comma {
			return t.encoding + ", " + d.name
		}
	}
	return t.encoding
}

func (*textTable) sheets() []string { return []string{""} }
func (*textTable) epoch1904() bool  { return false }
func (*textTable) close()           {}
