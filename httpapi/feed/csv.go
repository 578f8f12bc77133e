package feed

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"strings"

	"boroughgraph/estate"
)

// byteOrderMark tells Excel that a table is UTF-8.
const byteOrderMark = "\ufeff"

// column is one column of a table over rows of a kind.
type column[T any] struct {
	name string
	text func(T) string
}

// layout is what a table shows: a node of the connection is one line or several.
type layout[N, T any] struct {
	lines   func(N) []T
	columns []column[T]
}

// sheet is a table as RFC 4180 has it, in UTF-8 with CRLF.
type sheet[N, T any] struct {
	*request
	layout layout[N, T]
	begun  bool
}

// table makes the file of a layout.
func table[N, T any](l layout[N, T]) func(*request) (file, error) {
	return func(r *request) (file, error) { return &sheet[N, T]{request: r, layout: l}, nil }
}

func (s *sheet[N, T]) header() http.Header {
	return http.Header{
		"Content-Type":        {"text/csv; charset=utf-8; header=present"},
		"Content-Disposition": {mime.FormatMediaType("attachment", map[string]string{"filename": strings.TrimPrefix(s.path, "/")})},
	}
}

func (s *sheet[N, T]) rows(w http.ResponseWriter, nodes []json.RawMessage) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if !s.begun {
		s.begun = true
		if err := s.names(w, out); err != nil {
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
				cells[i] = estate.HarmlessCell(c.text(line))
			}
			if err := out.Write(cells); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func (s *sheet[N, T]) names(w io.Writer, out *csv.Writer) error {
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

func (s *sheet[N, T]) end(http.ResponseWriter) error { return nil }

// joined are the parts that are not empty, each once.
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

// each is a text of every item, joined.
func each[T any](items []T, text func(T) string) string {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = text(item)
	}
	return joined(parts...)
}
