// Package export writes the contents of a Store: as the project's own facts (facts.go), as a
// contract register (register.go), or as releases in the Open Contracting Data Standard (ocds.go).
//
// Exports are read page by page and written as they are read, so they are never in memory as a
// whole.
package export

import (
	"context"

	"boroughgraph/estate"
)

// pageSize is the number of rows that one statement reads.
const pageSize = 500

// whole runs an export. It returns CodeConflict if the store was written to in the meantime,
// because an export is read page by page and its beginning would then be out of date.
func whole(ctx context.Context, s estate.Batches, write func() error) error {
	before, err := applied(ctx, s)
	if err != nil {
		return err
	}
	if err := write(); err != nil {
		return err
	}
	after, err := applied(ctx, s)
	if err == nil && after != before {
		err = &estate.Error{Code: estate.CodeConflict, Message: "the store was written to during the export, so the export may be incomplete: export again"}
	}
	return err
}

// applied returns the number of batches. Every change to a store adds one.
func applied(ctx context.Context, s estate.Batches) (int, error) {
	w := estate.FirstPage(1)
	w.Total = true
	page, err := s.Batches(ctx, estate.BatchFilter{}, w)
	if err != nil {
		return 0, err
	}
	return *page.Total, nil
}

// each calls take with the rows of a list, page by page.
func each[T any](read func(estate.Window) (estate.Page[T], error), take func(rows []T) error) error {
	for w := estate.FirstPage(pageSize); ; {
		page, err := read(w)
		if err != nil || len(page.Rows) == 0 {
			return err
		}
		rows := make([]T, len(page.Rows))
		for i, r := range page.Rows {
			rows[i], w.After = r.Row, r.Key
		}
		if err := take(rows); err != nil || !page.HasNextPage {
			return err
		}
	}
}
