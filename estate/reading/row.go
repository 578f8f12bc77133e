package reading

import (
	"fmt"

	"boroughgraph/estate"
)

// Row is one row of an answer: a value, or nil, for each column.
type Row map[string]any

// Text returns a column's text; "" for null.
func (r Row) Text(column string) string {
	t, _ := r[column].(string)
	return t
}

// Number returns a column's whole number; 0 for null.
func (r Row) Number(column string) int {
	n, _ := r[column].(int64)
	return int(n)
}

// Pence returns a column's amount; nil for null.
func (r Row) Pence(column string) *int64 {
	if n, ok := r[column].(int64); ok {
		return &n
	}
	return nil
}

// Flag returns a column's truth value, which may be stored as 1; false for null.
func (r Row) Flag(column string) bool {
	switch f := r[column].(type) {
	case bool:
		return f
	case int64:
		return f == 1
	}
	return false
}

// Texts returns a column's list of texts. Only graph databases return lists.
func (r Row) Texts(column string) []string {
	list, _ := r[column].([]any)
	ts := make([]string, len(list))
	for i, v := range list {
		ts[i] = fmt.Sprint(v)
	}
	return ts
}

// IDs returns a column's list of ids.
func (r Row) IDs(column string) []estate.ID {
	list := r.Texts(column)
	ids := make([]estate.ID, len(list))
	for i, id := range list {
		ids[i] = estate.ID(id)
	}
	return ids
}

// Rows returns a column's list of maps as rows.
func (r Row) Rows(column string) []Row {
	list, _ := r[column].([]any)
	rows := make([]Row, len(list))
	for i, v := range list {
		rows[i], _ = v.(map[string]any)
	}
	return rows
}

// Row returns a column's map as a row; nil for null.
func (r Row) Row(column string) Row {
	m, _ := r[column].(map[string]any)
	return m
}
