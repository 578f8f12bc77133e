package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// paging is the four page arguments of a list, as asked; nil is not given.
type paging struct {
	first  *int
	after  *string
	last   *int
	before *string
}

// place is the part of a list that a request wants, and what its cursors will say.
type place struct {
	estate.Window
	at estate.Cursor
	// turned places are of a list that stores read in the opposite order.
	turned bool
}

// window checks the page arguments of a list, named with its order. The Window counts
// the whole list only if totalCount is selected.
func window(ctx context.Context, list string, p paging) (place, error) {
	pl := place{at: estate.Cursor{List: list}}
	pl.Window = estate.Window{Limit: estate.DefaultPage, Before: estate.LastKey, Total: selects(ctx, "totalCount")}
	switch {
	case p.first != nil && p.last != nil:
		return place{}, estate.At("last", estate.Invalidf("give first or last, not both"))
	case p.first != nil:
		pl.Limit = *p.first
		if err := within("first", *p.first, 1, estate.MaxPage); err != nil {
			return place{}, err
		}
	case p.last != nil:
		pl.Limit, pl.Backward = *p.last, true
		if err := within("last", *p.last, 1, estate.MaxPage); err != nil {
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
			return place{}, estate.At("before", estate.Invalidf("the cursors after and before are of different days"))
		}
		pl.Before, pl.at.AsOf = c.Key, c.AsOf
	}
	return pl, nil
}

// nameWindow is the place in a list of nouns by their names.
func nameWindow(ctx context.Context, list string, o estate.NameOrder, p paging) (place, error) {
	pl, err := window(ctx, list+"/"+string(o), p)
	if err == nil && o == estate.ByNameDesc {
		pl.Window, pl.turned = pl.Reversed(), true
	}
	return pl, err
}

// on settles the day that a list is about: the one asked for, else the one that its
// cursors carry, else today (RULES 1). Two that differ are INVALID, under the name of the argument.
func (pl *place) on(asked *estate.Date, today func() estate.Date, argument ...string) error {
	carried := pl.at.AsOf
	switch {
	case asked != nil && carried != "" && *asked != carried:
		return at(estate.Invalidf("the cursor continues an answer as of %s: ask for that day, or for none", carried), argument...)
	case asked != nil:
		pl.at.AsOf = *asked
	case carried == "":
		pl.at.AsOf = today()
	}
	return nil
}

// asOf is the day that on settled.
func (pl *place) asOf() estate.Date { return pl.at.AsOf }

// connection shows a page that was read for a place.
func connection[T any](pl place, page estate.Page[T], err error) (*shape.Connection[T], error) {
	if err != nil {
		return nil, err
	}
	if pl.Total && page.Total == nil {
		page.Total = new(0) // a parent that the store does not know has no rows
	}
	if pl.turned {
		page = page.Reversed()
	}
	return shape.NewConnection(page, pl.at), nil
}

// selects reports whether a request asks for a field of the object being resolved,
// by itself or in a fragment.
func selects(ctx context.Context, field string) bool {
	object := graphql.GetFieldContext(ctx).Field.Definition.Type.Name()
	return slices.ContainsFunc(graphql.CollectFieldsCtx(ctx, []string{object}), func(f graphql.CollectedField) bool {
		return f.Name == field
	})
}

// within refuses a number outside a range, both ends included.
func within(argument string, n, low, high int) error {
	if n < low || n > high {
		return estate.At(argument, estate.Invalidf("%s must be between %d and %d; it is %d", argument, low, high, n))
	}
	return nil
}

// at names the argument that an error is about, outermost first.
func at(err error, path ...string) error {
	for _, argument := range slices.Backward(path) {
		err = estate.At(argument, err)
	}
	return err
}
