package feed

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"strings"

	"boroughgraph/sheet"
)

// byteOrderMark makes Excel read a table as UTF-8.
const byteOrderMark = "\ufeff"

// column is a column of a table with rows of type T.
type column[T any] struct {
	name string
	text func(T) string
}

// layout says what a table shows. Each node N of the connection becomes one or more lines T.
type layout[N, T any] struct {
	lines   func(N) []T
	columns []column[T]
}

// csvFile writes a table as RFC 4180 defines it, in UTF-8 with CRLF.
type csvFile[N, T any] struct {
	*request
	layout layout[N, T]
	begun  bool
}

// newTable returns the feed of a field as a table.
func newTable[N, T any](path, field string, page int, l layout[N, T]) feed {
	return feed{
		path: path, field: field, page: page, fileParameters: []string{parameterBOM},
		newFile: func(r *request) (file, error) { return &csvFile[N, T]{request: r, layout: l}, nil },
	}
}

func (s *csvFile[N, T]) header() http.Header {
	name := map[string]string{"filename": strings.TrimPrefix(s.path, "/")}
	return http.Header{
		"Content-Type":        {"text/csv; charset=utf-8; header=present"},
		"Content-Disposition": {mime.FormatMediaType("attachment", name)},
	}
}

func (s *csvFile[N, T]) rows(w http.ResponseWriter, nodes []json.RawMessage) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if !s.begun {
		s.begun = true
		if err := s.headings(w, out); err != nil {
			return err
		}
	}
	cells := make([]string, len(s.layout.columns))
	for _, node := range nodes {
		var n N
		if err := json.Unmarshal(node, &n); err != nil {
			return err
		}
		for _, line := range s.layout.lines(n) {
			for i, c := range s.layout.columns {
				cells[i] = sheet.Harmless(c.text(line))
			}
			if err := out.Write(cells); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func (s *csvFile[N, T]) headings(w io.Writer, out *csv.Writer) error {
	if s.bom {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
	}
	names := make([]string, len(s.layout.columns))
	for i, c := range s.layout.columns {
		names[i] = c.name
	}
	return out.Write(names)
}

func (s *csvFile[N, T]) end(http.ResponseWriter) error { return nil }

// joined joins the distinct parts that are not empty.
func joined(parts ...string) string {
	var once []string
	seen := map[string]bool{"": true}
	for _, p := range parts {
		if !seen[p] {
			seen[p] = true
			once = append(once, p)
		}
	}
	return strings.Join(once, "; ")
}

// each returns the joined texts of all items.
func each[T any](items []T, text func(T) string) string {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = text(item)
	}
	return joined(parts...)
}
