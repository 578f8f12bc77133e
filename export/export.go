// Package export writes what a Store holds: as the project's own facts, as a contract
// register, as releases in the Open Contracting Data Standard. One file a form; start with facts.go.
//
// Everything is read some at a time and written as it comes, so that no export is ever in memory whole.
package export

import (
	"context"

	"boroughgraph/estate"
)

// pageSize is how many things are read by one statement.
const pageSize = 500

// whole runs an export, and fails with CodeConflict if anything was written to the store in the
// meantime: it is read page by page, and half of it would be from before.
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
		err = &estate.Error{Code: estate.CodeConflict, Message: "the store was written to during the export, which may hold some things and lack what belongs to them: export again"}
	}
	return err
}

// applied is how many batches there are: whatever changes a store adds one.
func applied(ctx context.Context, s estate.Batches) (int, error) {
	w := estate.FirstPage(1)
	w.Total = true
	page, err := s.Batches(ctx, estate.BatchFilter{}, w)
	if err != nil {
		return 0, err
	}
	return *page.Total, nil
}

// each hands over the rows of a list, page by page.
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
