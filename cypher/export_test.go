package cypher

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// Variant is one form in which a statement is sent.
type Variant struct {
	Name string   // of the statement
	On   []string // the marks switched on
	Text string
}

// Variants returns the forms of every statement in query/: as it stands in each order, with each
// mark alone, and with all marks.
func Variants() []Variant {
	var vs []Variant
	queries := loadQueries()
	for _, name := range slices.Sorted(maps.Keys(queries)) {
		q := queries[name]
		marks := marksIn(q)
		sets := [][]string{nil}
		for _, mark := range marks {
			sets = append(sets, []string{mark})
		}
		if len(marks) > 1 {
			sets = append(sets, marks)
		}
		for _, on := range sets {
			for _, key := range []string{"byEndDate", "byEndDateDesc", "byStartDate", "byStartDateDesc", "byTitle"} {
				text := strings.ReplaceAll(q.with(on), "byEndDate", key)
				if key != "byEndDate" && (text == q.with(on) || !strings.HasPrefix(name, "contracts") || len(on) > 0 || strings.HasSuffix(name, "_total")) {
					continue
				}
				vs = append(vs, Variant{name, append([]string{key}, on...), text})
			}
			if text := strings.ReplaceAll(q.with(on), "byDeadline", "byPublishedDateDesc"); strings.HasPrefix(name, "notices") && !strings.HasSuffix(name, "_total") && text != q.with(on) {
				vs = append(vs, Variant{name, append([]string{"byPublishedDateDesc"}, on...), text})
			}
		}
	}
	return vs
}

// marksIn returns the marks of a statement, each once.
func marksIn(q query) []string {
	var marks []string
	for line := range strings.Lines(string(q)) {
		_, marked, _ := strings.Cut(line, putIn)
		if mark, _, _ := strings.Cut(strings.TrimSpace(marked), " "); mark != "" && !slices.Contains(marks, mark) {
			marks = append(marks, mark)
		}
	}
	return marks
}

// Send sends any statement as reads are sent.
func (s *Store) Send(ctx context.Context, text string) error {
	_, err := s.read(ctx, "test", text, nil)
	return err
}
