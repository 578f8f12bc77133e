package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// paging holds the four page arguments of a list. Nil means not given.
type paging struct {
	first  *int
	after  *string
	last   *int
	before *string
}

// place is the part of a list that a request asks for, and the cursor that its rows share.
type place struct {
	estate.Window
	at estate.Cursor
	// reversed is true if stores read the list in the opposite order.
	reversed bool
}

// window checks the page arguments of a list. The name list includes the order, so that a cursor
// of another order is refused. Stores count the whole list only if totalCount is selected.
func window(ctx context.Context, list string, p paging) (place, error) {
	pl := place{at: estate.Cursor{List: list}}
	pl.Window = estate.Window{Limit: estate.DefaultPage, Before: estate.LastKey, Total: selects(ctx, "totalCount")}
	switch {
	case p.first != nil && p.last != nil:
		return place{}, estate.At("last", estate.Invalidf("give first or last, not both"))
	case p.first != nil:
		pl.Limit = *p.first
		if err := checkRange("first", *p.first, 1, estate.MaxPage); err != nil {
			return place{}, err
		}
	case p.last != nil:
		pl.Limit, pl.Backward = *p.last, true
		if err := checkRange("last", *p.last, 1, estate.MaxPage); err != nil {
			return place{}, err
		}
	}
	if p.after != nil {
		c, err := estate.ParseCursor(*p.after, list)
		if err != nil {
			return place{}, estate.At("after", err)
		}
		pl.After, pl.at.AsOf = c.Key, c.AsOf
	}
	if p.before != nil {
		c, err := estate.ParseCursor(*p.before, list)
		if err != nil {
			return place{}, estate.At("before", err)
		}
		if p.after != nil && c.AsOf != pl.at.AsOf {
			return place{}, estate.At("before", estate.Invalidf("the cursors after and before are for different days: take both from one answer"))
		}
		pl.Before, pl.at.AsOf = c.Key, c.AsOf
	}
	return pl, nil
}

// nameWindow is window for a list of nouns ordered by name.
func nameWindow(ctx context.Context, list string, o estate.NameOrder, p paging) (place, error) {
	pl, err := window(ctx, list+"/"+string(o), p)
	if err == nil && o == estate.ByNameDesc {
		pl.Window, pl.reversed = pl.Reversed(), true
	}
	return pl, err
}

// setDay sets the day that a list is about: the requested day, else the day of its cursors, else
// today. If the requested day and the day of the cursors differ, it returns INVALID for the
// argument.
func (pl *place) setDay(asked *estate.Date, today func() estate.Date, argument ...string) error {
	carried := pl.at.AsOf
	switch {
	case asked != nil && carried != "" && *asked != carried:
		return atArgument(estate.Invalidf("the cursor continues an answer as of %s: ask for that day, or leave the day out", carried), argument...)
	case asked != nil:
		pl.at.AsOf = *asked
	case carried == "":
		pl.at.AsOf = today()
	}
	return nil
}

// asOf returns the day that setDay set.
func (pl *place) asOf() estate.Date { return pl.at.AsOf }

// connection returns the connection for a page that was read for a place.
func connection[T any](pl place, page estate.Page[T], err error) (*shape.Connection[T], error) {
	if err != nil {
		return nil, err
	}
	if pl.Total && page.Total == nil {
		page.Total = new(0) // the store has no entry for a parent that it does not know
	}
	if pl.reversed {
		page = page.Reversed()
	}
	return shape.NewConnection(page, pl.at), nil
}

// selects reports whether the request selects a field of the object being resolved, directly or
// in a fragment.
func selects(ctx context.Context, field string) bool {
	object := graphql.GetFieldContext(ctx).Field.Definition.Type.Name()
	return slices.ContainsFunc(graphql.CollectFieldsCtx(ctx, []string{object}), func(f graphql.CollectedField) bool {
		return f.Name == field
	})
}

// checkRange returns INVALID unless low <= n <= high.
func checkRange(argument string, n, low, high int) error {
	if n < low || n > high {
		return estate.At(argument, estate.Invalidf("%s must be between %d and %d; it is %d", argument, low, high, n))
	}
	return nil
}

// atArgument returns err with the path of the argument that it is about, outermost name first.
// It returns nil if err is nil.
func atArgument(err error, path ...string) error {
	for _, argument := range slices.Backward(path) {
		err = estate.At(argument, err)
	}
	return err
}
