package ocds

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"boroughgraph/estate"
)

// Bounds of one release. No bound depends on the size of the file.
const (
	maxRelease = 16 << 20 // bytes of one release or record
	maxNesting = 100      // objects and lists within each other
)

// piece is one release or record of a file, or whatever stands in its place.
type piece struct {
	at   int64  // the offset of its first byte
	path string // "releases[3]"; empty for the file's only value
	text []byte // valid until the next piece is read
}

// scanner splits a JSON file into releases and records. It looks only at brackets and quotation
// marks, so a syntax error within one release does not affect the others.
type scanner struct {
	in   *bufio.Reader
	at   int64  // of the next byte
	text []byte // the text of the current value
	keep bool
	open []byte // the closing brackets expected, innermost last
	path string // of the current value
	emit func(piece) error
}

// scanReleases calls emit for every release and record of a file, in order. The file may be a
// package, a list, a sequence of values, or a single one. An error from emit ends it.
func scanReleases(file io.Reader, emit func(piece) error) error {
	s := &scanner{in: bufio.NewReaderSize(file, 256<<10), emit: emit}
	if err := s.beginning(); err != nil {
		return err
	}
	for n := 0; ; n++ {
		b, err := s.visible()
		if errors.Is(err, io.EOF) {
			if n == 0 {
				return estate.Invalidf("the file is empty: download it again")
			}
			return nil
		}
		if err != nil {
			return err
		}
		path := ""
		if n > 0 {
			path = fmt.Sprintf("value %d", n+1)
		}
		if b != '{' && b != '[' {
			return estate.Invalidf("the file is not JSON: at byte %d there is %q instead of { or [; download the releases themselves, as JSON", s.at-1, rune(b))
		}
		if err := s.element(b, path); err != nil {
			return err
		}
	}
}

// otherKinds are the first bytes of files that are handed over by mistake, and what to do with
// each.
var otherKinds = []struct{ begins, says string }{
	{"%PDF", "it is a PDF: download the releases as JSON"},
	{"PK\x03\x04", "it is a ZIP archive or a workbook: unpack it, or download the releases as JSON"},
	{"\x1F\x8B", "it is compressed: unpack it first"},
	{"\xFF\xFE", "it is UTF-16: save it as UTF-8"},
	{"\xFE\xFF", "it is UTF-16: save it as UTF-8"},
	{"<", "it is a web page or XML: download the releases as JSON"},
}

// beginning skips a byte order mark and rejects a file that is not JSON.
func (s *scanner) beginning() error {
	head, err := s.in.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the file: %w", err)
	}
	if bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")) {
		s.at = 3
		_, _ = s.in.Discard(3) // Peek has returned them
		head = head[3:]
	}
	text := bytes.TrimLeft(head, " \t\r\n")
	for _, k := range otherKinds {
		if bytes.HasPrefix(text, []byte(k.begins)) {
			return estate.Invalidf("the file has no releases: %s", k.says)
		}
	}
	return nil
}

// next returns the next byte, and keeps it if the value is kept.
func (s *scanner) next() (byte, error) {
	b, err := s.in.ReadByte()
	switch {
	case err != nil:
		if !errors.Is(err, io.EOF) {
			err = fmt.Errorf("read the file: %w", err)
		}
		return 0, err
	case b == 0:
		return 0, estate.Invalidf("the file has no releases: at byte %d it is not text; download it again, as JSON", s.at)
	}
	s.at++
	if s.keep {
		if len(s.text) >= maxRelease {
			return 0, estate.Invalidf("%s is longer than %d MB, at byte %d: no release is; the file is damaged or holds something else", s.place(), maxRelease>>20, s.at)
		}
		s.text = append(s.text, b)
	}
	return b, nil
}

// place names the current value.
func (s *scanner) place() string {
	const shown = 60
	switch {
	case s.path == "":
		return "the value"
	case len(s.path) > shown:
		return strings.ToValidUTF8(s.path[:shown], "") + "..."
	}
	return s.path
}

// visible returns the next byte that is not white space.
func (s *scanner) visible() (byte, error) {
	for {
		b, err := s.next()
		if err != nil || b != ' ' && b != '\n' && b != '\r' && b != '\t' {
			return b, err
		}
	}
}

// cut turns the end of the file into an error that says where; other errors stay as they are.
func (s *scanner) cut(err error) error {
	if errors.Is(err, io.EOF) {
		return estate.Invalidf("the file ends at byte %d in the middle of %s: it seems cut short, download it again", s.at, s.place())
	}
	return err
}

// within reads the next visible byte of an unfinished value.
func (s *scanner) within() (byte, error) {
	b, err := s.visible()
	return b, s.cut(err)
}

// wrong returns the error for an unexpected byte.
func (s *scanner) wrong(b byte, want string) error {
	return estate.Invalidf("the file is damaged: at byte %d in %s there is %q instead of %s; download it again", s.at-1, s.place(), rune(b), want)
}

// element reads a value that begins with b: a list of releases, or an object that is a release or
// contains some.
func (s *scanner) element(b byte, path string) error {
	s.path = path
	if len(s.open) >= maxNesting {
		return s.deep()
	}
	switch b {
	case '[':
		return s.list(path)
	case '{':
		return s.object(path)
	}
	at := s.at - 1
	s.begin(b)
	if err := s.pass(b); err != nil {
		return err
	}
	return s.end(at, path)
}

// begin starts to keep a value, and end emits it.
func (s *scanner) begin(b byte) { s.keep, s.text = true, append(s.text[:0], b) }

func (s *scanner) end(at int64, path string) error {
	s.keep = false
	return s.emit(piece{at, path, s.text})
}

func (s *scanner) deep() error {
	return estate.Invalidf("%s is nested deeper than %d, at byte %d: no release is; the file is damaged or holds something else", s.place(), maxNesting, s.at-1)
}

// list reads the elements of a list after its bracket.
func (s *scanner) list(path string) error {
	s.open = append(s.open, ']')
	defer func() { s.open = s.open[:len(s.open)-1] }()
	for i := 0; ; i++ {
		b, err := s.within()
		if err != nil {
			return err
		}
		if b == ']' && i == 0 {
			return nil
		}
		if err := s.element(b, fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
		s.path = path
		switch b, err = s.within(); {
		case err != nil:
			return err
		case b == ']':
			return nil
		case b != ',':
			return s.wrong(b, ", or ]")
		}
	}
}

// object reads an object after its bracket. A package emits the releases in it; any other object is
// emitted whole. A record has `releases` too, but names its ocid before them, or has them in
// another form than a list.
func (s *scanner) object(path string) error {
	at, isPackage, named := s.at-1, false, false
	s.begin('{')
	s.open = append(s.open, '}')
	defer func() { s.open = s.open[:len(s.open)-1] }()
	for i := 0; ; i++ {
		b, err := s.within()
		if err != nil {
			return err
		}
		if b == '}' && i == 0 {
			break
		}
		if b != '"' {
			return s.wrong(b, "the name of a field")
		}
		key, err := s.key()
		if err != nil {
			return err
		}
		if b, err = s.within(); err != nil {
			return err
		}
		switch {
		case !named && b == '[' && (key == "releases" || key == "records"):
			isPackage, s.keep = true, false
			err = s.element(b, strings.TrimPrefix(path+"."+key, "."))
			s.path = path
		case isPackage && b == '{' && key == "compiledRelease":
			err = s.element(b, strings.TrimPrefix(path+"."+key, "."))
			s.path, s.keep = path, false
		default:
			named = named || key == "ocid"
			err = s.pass(b)
		}
		if err != nil {
			return err
		}
		if b, err = s.within(); err != nil {
			return err
		}
		if b == '}' {
			break
		}
		if b != ',' {
			return s.wrong(b, ", or }")
		}
	}
	if isPackage {
		s.keep = false
		return nil
	}
	return s.end(at, path)
}
