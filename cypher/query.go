package cypher

import (
	"embed"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
	"boroughgraph/internal/fragment"
)

// Each statement is in a file of its own and runs in a console as it is. A list whose rows can be
// counted has a second file, x_total.cypher, because counting needs neither an order nor the facts.
// What is sent differs from the file in these ways only:
//
//   - Comments and the marks of fragments are left out. A clause that many statements share is
//     written once, in query/fragment, and go generate copies it between its marks.
//   - A line that begins with "//+ name" is included if the mark of that name is switched on, and
//     a line that ends with "//- name" is left out then.
//   - A placeholder, which the header names after "word", is replaced by one of a closed set: for
//     example byEndDate by the sort key of the order asked for, or :Contract by another label.
//   - Every label of a noun in the pattern of a node gets "&!Hidden", so that no read sees a batch
//     before it is whole; see skipHidden.
//
//go:generate go run boroughgraph/internal/fragment/generate query
//go:embed query/*.cypher
var queryFiles embed.FS

// query is a statement's text without its comments and with its marks.
type query string

const (
	putIn   = "//+ "
	takeOut = "//- "
)

// loadQueries returns all statements by name.
func loadQueries() map[string]query {
	entries, err := queryFiles.ReadDir("query")
	if err != nil {
		panic(err) // the files are part of the program
	}
	queries := make(map[string]query, len(entries))
	for _, e := range entries {
		text, err := queryFiles.ReadFile(path.Join("query", e.Name()))
		if err != nil {
			panic(err)
		}
		queries[strings.TrimSuffix(e.Name(), ".cypher")] = skipHidden(withoutComments(fragment.Unmarked(string(text))))
	}
	return queries
}

// nounLabels matches the label of a noun, or of a search text, in the pattern of a node.
var nounLabels = func() *regexp.Regexp {
	kinds := []string{"SearchText"}
	for _, kind := range estate.Kinds {
		kinds = append(kinds, string(kind))
	}
	return regexp.MustCompile(`\(\w*:(?:` + strings.Join(kinds, "|") + `)\b`)
}()

// skipHidden returns the statement with "&!Hidden" after every label of a noun in the pattern of a
// node, so that it does not see the nouns of an unfinished batch (hidden.go). A statement that
// names Hidden itself is returned unchanged.
func skipHidden(text string) query {
	if strings.Contains(text, "Hidden") {
		return query(text)
	}
	return query(nounLabels.ReplaceAllString(text, "$0&!Hidden"))
}

// withoutComments returns the text without the lines that are comments; marks stay.
func withoutComments(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	lines = slices.DeleteFunc(lines, func(line string) bool {
		line = strings.TrimSpace(line)
		return strings.HasPrefix(line, "//") && !strings.HasPrefix(line, putIn)
	})
	return strings.Join(lines, "\n")
}

// with returns the statement's text with the named marks switched on.
func (q query) with(on []string) string {
	var b strings.Builder
	for line := range strings.Lines(string(q)) {
		if marked, ok := strings.CutPrefix(strings.TrimSpace(line), putIn); ok {
			name, text, _ := strings.Cut(marked, " ")
			if slices.Contains(on, name) {
				b.WriteString(text + "\n")
			}
			continue
		}
		text, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), takeOut)
		if name == "" || !slices.Contains(on, name) {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}

// parameters are a statement's values by name.
type parameters = map[string]any

// statement is one statement with its values, ready to be sent.
type statement struct {
	name       string
	on         []string // the marks switched on
	replaced   []string // pairs for strings.NewReplacer: placeholder, text, placeholder, text
	parameters parameters
	// first and last bound the list itself by its sort key; both are empty if it has no bounds.
	first, last string
}

// ask returns a statement with no marks switched on.
func ask(name string, p parameters) *statement {
	return &statement{name: name, parameters: p}
}

// filter switches a mark on and sets the parameter of the same name, unless values is nil.
func filter[T ~string](st *statement, name string, values []T) {
	if values != nil {
		st.on = append(st.on, name)
		st.parameters[name] = texts(values)
	}
}

// within returns the statement bounded by a window. It asks for one row more than the page has,
// which shows whether there are more.
func (st *statement) within(w estate.Window) *statement {
	page := *st
	page.parameters = maps.Clone(st.parameters)
	after, before := w.After, w.Before
	if st.last != "" {
		after, before = max(after, st.first), min(before, st.last)
	}
	page.parameters["after"], page.parameters["before"], page.parameters["limit"] = storedKey(after), storedKey(before), w.Limit+1
	if w.Backward {
		page.on = append(slices.Clone(st.on), "backward")
	}
	return &page
}

// total returns the statement that counts the whole list from which this one reads a page. The
// number of rows does not depend on the order, so the total keeps the order of the file, unless a
// key bounds the list. The server then plans it once for all orders.
func (st *statement) total() *statement {
	count := &statement{name: st.name + "_total", on: st.on, parameters: maps.Clone(st.parameters)}
	if st.last != "" {
		count.replaced = st.replaced
		count.parameters["after"], count.parameters["before"] = storedKey(st.first), storedKey(st.last)
	}
	return count
}

// text returns the statement as it is sent.
func (s *Store) text(st *statement) string {
	q, ok := s.queries[st.name]
	if !ok {
		panic("there is no query/" + st.name + ".cypher")
	}
	return strings.NewReplacer(st.replaced...).Replace(q.with(st.on))
}

// row is one row of an answer, by column.
type row = reading.Row

// list is a list within a list.
type list []any

// text returns the text at a place; "" for null.
func (l list) text(i int) string {
	t, _ := l[i].(string)
	return t
}

// listsIn returns a column's list of lists.
func listsIn(r row, column string) []list {
	outer, _ := r[column].([]any)
	ls := make([]list, len(outer))
	for i, v := range outer {
		ls[i], _ = v.([]any)
	}
	return ls
}

// texts returns values as the driver takes them, each once, in their order; never nil.
func texts[T ~string](values []T) []string {
	ts := make([]string, 0, len(values))
	seen := make(map[T]bool, len(values))
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			ts = append(ts, string(v))
		}
	}
	return ts
}
