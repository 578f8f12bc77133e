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

// Bounds of what is read of a file of releases: nothing grows with its size.
const (
	maxRelease = 16 << 20 // bytes of one release or record
	maxNesting = 100      // objects and lists within each other
)

// piece is one release or record of a file, or what stands in the place of one.
type piece struct {
	at   int64  // the offset of its first byte
	path string // "releases[3]"; empty for the file's only value
	text []byte // valid until the next piece is read
}

// scanner cuts a file of JSON into releases and records by its brackets and quotation marks alone, so that
// what is wrong inside one of them costs no other.
type scanner struct {
	in   *bufio.Reader
	at   int64  // of the next byte
	text []byte // what is kept of the value being read
	keep bool
	open []byte // the brackets that are open
	path string // of the value being read
	emit func(piece) error
}

// scanReleases hands every release and record of a file to emit, in their order: those of packages, of
// lists, of one value after the other, or a single one. An error of emit ends it.
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
			return estate.Invalidf("the file is no JSON of releases: at byte %d stands %q where { or [ must: download the releases themselves, as JSON", s.at-1, rune(b))
		}
		if err := s.element(b, path); err != nil {
			return err
		}
	}
}

// otherKinds are the beginnings of files that people hand over by mistake, and what to do with each.
var otherKinds = []struct{ begins, says string }{
	{"%PDF", "it is a PDF: download the releases as JSON"},
	{"PK\x03\x04", "it is a ZIP archive or a workbook: unpack it, or download the releases as JSON"},
	{"\x1F\x8B", "it is compressed: unpack it first"},
	{"\xFF\xFE", "it is UTF-16: save it as UTF-8"},
	{"\xFE\xFF", "it is UTF-16: save it as UTF-8"},
	{"<", "it is a web page or XML: download the releases as JSON"},
}

// beginning passes over a byte order mark and refuses what is no JSON at all.
func (s *scanner) beginning() error {
	head, err := s.in.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the file: %w", err)
	}
	if bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")) {
		s.at = 3
		_, _ = s.in.Discard(3) // they were peeked at
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

// next is the next byte, kept if the value is.
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

// place names the value being read.
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

// visible is the next byte that is no white space.
func (s *scanner) visible() (byte, error) {
	for {
		b, err := s.next()
		if err != nil || b != ' ' && b != '\n' && b != '\r' && b != '\t' {
			return b, err
		}
	}
}

// cut is the error of a file that ends too soon; other errors are themselves.
func (s *scanner) cut(err error) error {
	if errors.Is(err, io.EOF) {
		return estate.Invalidf("the file ends at byte %d in the middle of %s: it seems cut short, download it again", s.at, s.place())
	}
	return err
}

// within reads the next visible byte of a value that is not at its end.
func (s *scanner) within() (byte, error) {
	b, err := s.visible()
	return b, s.cut(err)
}

// wrong is the error of a byte where another must be.
func (s *scanner) wrong(b byte, want string) error {
	return estate.Invalidf("the file is damaged: at byte %d in %s stands %q where %s must; download it again", s.at-1, s.place(), rune(b), want)
}

// element reads a value that begins with b: a list of releases, or an object that is one or holds some.
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

// begin keeps a value from its first byte on, end hands it over.
func (s *scanner) begin(b byte) { s.keep, s.text = true, append(s.text[:0], b) }

func (s *scanner) end(at int64, path string) error {
	s.keep = false
	return s.emit(piece{at, path, s.text})
}

func (s *scanner) deep() error {
	return estate.Invalidf("%s is nested deeper than %d, at byte %d: no release is; the file is damaged or holds something else", s.place(), maxNesting, s.at-1)
}

// list reads the elements of a list whose bracket was read.
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

// object reads an object whose bracket was read: a package hands over what it holds, any other object itself.
// A record has `releases` too, but says whose they are before or holds no list of them.
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

// key reads a field's name, whose quotation mark was read, and its colon.
func (s *scanner) key() (string, error) {
	var name []byte
	for {
		b, err := s.next()
		if err != nil {
			return "", s.cut(err)
		}
		if b == '"' {
			break
		}
		if b == '\\' {
			if _, err := s.next(); err != nil {
				return "", s.cut(err)
			}
		}
		if len(name) < 64 {
			name = append(name, b)
		}
	}
	b, err := s.within()
	if err == nil && b != ':' {
		err = s.wrong(b, "a colon")
	}
	return string(name), err
}

// pass reads a value that begins with b to its end, and takes its brackets and strings alone for JSON. What
// stands for a number is whatever comes before the next comma or bracket.
func (s *scanner) pass(b byte) error {
	base := len(s.open)
	for {
		switch b {
		case '"':
			if err := s.quoted(); err != nil {
				return err
			}
		case '{', '[':
			if len(s.open) >= maxNesting {
				return s.deep()
			}
			s.open = append(s.open, b+2) // in ASCII the closing one is two after the opening one
		case '}', ']':
			if len(s.open) == base || s.open[len(s.open)-1] != b {
				return s.wrong(b, "a value")
			}
			s.open = s.open[:len(s.open)-1]
		}
		if len(s.open) == base {
			if done, err := s.ended(); done || err != nil {
				return err
			}
		}
		var err error
		if b, err = s.next(); err != nil {
			return s.cut(err)
		}
	}
}

// ended looks whether a comma or a bracket is next, or the file's end; the byte is left.
func (s *scanner) ended() (bool, error) {
	for {
		head, _ := s.in.Peek(1)
		if len(head) == 0 { // whoever reads on is told why
			return true, nil
		}
		switch head[0] {
		case ',', '}', ']':
			return true, nil
		case ' ', '\n', '\r', '\t':
			if _, err := s.next(); err != nil {
				return false, err
			}
		default:
			return false, nil
		}
	}
}

// quoted reads a string whose quotation mark was read: what is plain in it as one piece.
func (s *scanner) quoted() error {
	for {
		if err := s.plain(); err != nil {
			return err
		}
		b, err := s.next()
		if err != nil {
			return s.cut(err)
		}
		switch b {
		case '"':
			return nil
		case '\\':
			if _, err := s.next(); err != nil {
				return s.cut(err)
			}
		}
	}
}

// plain passes over what is at hand of a string before its next quotation mark or backslash. What is wrong with it, or
// too long, is left to next.
func (s *scanner) plain() error {
	head, _ := s.in.Peek(s.in.Buffered()) // never more than there is
	if i := bytes.IndexByte(head, '"'); i >= 0 {
		head = head[:i]
	}
	if i := bytes.IndexByte(head, '\\'); i >= 0 {
		head = head[:i]
	}
	if i := bytes.IndexByte(head, 0); i >= 0 {
		head = head[:i]
	}
	if s.keep {
		head = head[:min(len(head), maxRelease-len(s.text))]
		s.text = append(s.text, head...)
	}
	s.at += int64(len(head))
	_, err := s.in.Discard(len(head))
	return err
}
