package sqlite

import (
	"embed"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/internal/fragment"
)

// Each statement is in a file of its own and runs in a console as it is. A list whose rows can be
// counted has a second file, x_total.sql, because counting needs neither an order nor the facts.
// What is sent differs from the file in these ways only:
//
//   - Comments and the marks of fragments are left out. A clause that many statements share is
//     written once, in query/fragment, and go generate copies it between its marks.
//   - A line that begins with "--+ name" is included if the mark of that name is switched on, and
//     a line that ends with "--- name, name" is left out if one of its marks is. The mark
//     "backward" reverses the order; the others are filters.
//   - by_end_date and by_deadline are replaced by the sort key of the order asked for.
//
//go:generate go run boroughgraph/internal/fragment/generate query
//go:embed query/*.sql
var queryFiles embed.FS

const (
	putIn   = "--+ "
	takeOut = " --- "
)

// loadQueries returns all statements by name.
func loadQueries() map[string]string {
	entries, err := queryFiles.ReadDir("query")
	if err != nil {
		panic(err) // the files are part of the program
	}
	queries := make(map[string]string, len(entries))
	for _, e := range entries {
		text, err := queryFiles.ReadFile(path.Join("query", e.Name()))
		if err != nil {
			panic(err)
		}
		queries[strings.TrimSuffix(e.Name(), ".sql")] = fragment.Unmarked(string(text))
	}
	return queries
}

// switched returns a statement's text with the named marks switched on and without its comments.
func switched(text string, on []string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if marked, ok := strings.CutPrefix(line, putIn); ok {
			name, clause, _ := strings.Cut(marked, " ")
			if slices.Contains(on, name) {
				b.WriteString(clause + "\n")
			}
			continue
		}
		clause, names, _ := strings.Cut(line, takeOut)
		if strings.HasPrefix(clause, "-- ") || slices.ContainsFunc(strings.Split(names, ", "), func(name string) bool {
			return slices.Contains(on, name)
		}) {
			continue
		}
		b.WriteString(clause + "\n")
	}
	return b.String()
}

// parameters are a statement's values by name. A value is a text, a number, nil or, from list, a
// JSON array.
type parameters = map[string]any

// statement is one statement with its values, ready to be sent.
type statement struct {
	query      string   // the name of its file
	reported   string   // the name for OnStatement, if it is another
	on         []string // the marks switched on
	key        string   // the column in place of by_end_date or by_deadline; may be empty
	parameters parameters
	// first and last bound the list itself by its sort key; both are empty if it has no bounds.
	first, last string
}

// ask returns a statement with no marks switched on.
func ask(query string, p parameters) *statement {
	return &statement{query: query, parameters: p}
}

// name returns the statement's name for OnStatement.
func (st *statement) name() string {
	if st.reported != "" {
		return st.reported
	}
	return st.query
}

// filter switches a mark on and sets the parameter of the same name, unless values is nil.
func filter[T ~string](st *statement, name string, values []T) {
	if values != nil {
		st.on = append(st.on, name)
		st.parameters[name] = list(values)
	}
}

// ofMembers makes a partnership among the parents stand for its members. If there is none, the mark
// stays off, because it costs a sort.
func (st *statement) ofMembers(parents []estate.ID) *statement {
	if slices.ContainsFunc(parents, func(id estate.ID) bool { return id.Kind() == estate.KindPartnership }) {
		st.on = append(st.on, "members")
	}
	return st
}

// within returns the statement bounded by a window. It asks for one row more than the page has,
// which shows whether there are more.
func (st *statement) within(w estate.Window) *statement {
	page := st.clone()
	if w.Backward {
		page.on = append(page.on, "backward")
	}
	page.between(w.After, w.Before)
	page.parameters["limit"] = w.Limit + 1
	return page
}

// total returns the statement that counts the whole list from which this one reads a page.
func (st *statement) total() *statement {
	count := st.clone()
	count.query += "_total"
	count.between("", estate.LastKey)
	return count
}

// between limits the statement to the sort keys between two, both excluded, and to the list's own
// bounds.
func (st *statement) between(after, before string) {
	if st.last != "" {
		after, before = max(after, st.first), min(before, st.last)
	}
	st.parameters["after"], st.parameters["before"] = after, before
}

func (st *statement) clone() *statement {
	return &statement{query: st.query, on: slices.Clone(st.on), key: st.key, first: st.first, last: st.last, parameters: maps.Clone(st.parameters)}
}

// form identifies the text of the statement: its file, its marks and its sort key.
func (st *statement) form() string {
	return strings.Join(append([]string{st.query, st.key}, st.on...), " ")
}

// text returns the statement as it is sent.
func (s *Store) text(st *statement) string {
	text, ok := s.queries[st.query]
	if !ok {
		panic("there is no query/" + st.query + ".sql")
	}
	text = switched(text, st.on)
	if st.key != "" {
		text = strings.NewReplacer("by_end_date", st.key, "by_deadline", st.key).Replace(text)
	}
	return text
}

// list returns values as a JSON array, each once, in their order; never null.
func list[T ~string](values []T) string {
	once := make([]T, 0, len(values))
	seen := make(map[T]bool, len(values))
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			once = append(once, v)
		}
	}
	return encode(once)
}

// listOrNull is list, except that it returns nil for nil, which stands for no filter.
func listOrNull[T ~string](values []T) any {
	if values == nil {
		return nil
	}
	return list(values)
}

// encode returns the JSON text of plain data.
func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain data always encodes
	}
	return string(b)
}
