package estate

import (
	"encoding/base64"
	"encoding/json"
	"slices"
)

// The default and the largest page size.
const (
	DefaultPage = 25
	MaxPage     = 100
)

// Window selects part of an ordered list: the rows whose sort key is after After and before Before,
// and of these the first Limit, or the last Limit if Backward. After "" and Before LastKey mean the
// whole list, so both bounds always apply.
type Window struct {
	After, Before string
	Limit         int
	Backward      bool
	Total         bool // count the whole list too
}

// FirstPage returns the Window of the first n rows.
func FirstPage(n int) Window { return Window{Before: LastKey, Limit: n} }

// Reversed returns the Window of the same rows in the reverse order. Page.Reversed restores the
// order of its pages.
func (w Window) Reversed() Window {
	w.Backward = !w.Backward
	after, before := w.After, w.Before
	w.After, w.Before = "", LastKey
	if before != LastKey {
		w.After = before
	}
	if after != "" {
		w.Before = after
	}
	return w
}

// NameOrder is an order of nouns that have a name.
type NameOrder string

// The orders of nouns that have a name. Stores read by name; the other order is the same list
// Reversed.
const (
	ByName     NameOrder = "NAME_ASC"
	ByNameDesc NameOrder = "NAME_DESC"
)

// NameOrders are all of them.
var NameOrders = []NameOrder{ByName, ByNameDesc}

// Keyed is a row of a list with its sort key.
type Keyed[T any] struct {
	Row T
	Key string
}

// Page is part of an ordered list.
type Page[T any] struct {
	Rows            []Keyed[T] // never nil: none is empty
	HasNextPage     bool
	HasPreviousPage bool
	Total           *int // rows of the whole list; nil unless the Window asked
}

// PageOf makes a Page from up to Limit+1 rows, read in the window's direction. An extra row means
// that there are more. Backward rows are reversed, so that a page is always in the list's order.
func PageOf[T any](w Window, rows []Keyed[T], total *int) Page[T] {
	more := len(rows) > w.Limit
	if more {
		rows = rows[:w.Limit]
	}
	if rows == nil {
		rows = []Keyed[T]{}
	}
	p := Page[T]{Rows: rows, Total: total}
	if w.Backward {
		slices.Reverse(p.Rows)
		p.HasPreviousPage, p.HasNextPage = more, w.Before != LastKey
	} else {
		p.HasNextPage, p.HasPreviousPage = more, w.After != ""
	}
	return p
}

// Reversed returns the page in the reverse order.
func (p Page[T]) Reversed() Page[T] {
	slices.Reverse(p.Rows)
	p.HasNextPage, p.HasPreviousPage = p.HasPreviousPage, p.HasNextPage
	return p
}

// PageWithin makes a Page of a complete list that is sorted by its keys.
func PageWithin[T any](w Window, all []Keyed[T]) Page[T] {
	var rows []Keyed[T]
	for _, r := range all {
		if r.Key > w.After && r.Key < w.Before {
			rows = append(rows, r)
		}
	}
	if w.Backward {
		slices.Reverse(rows)
	}
	var total *int
	if w.Total {
		total = new(len(all))
	}
	return PageOf(w, rows[:min(len(rows), w.Limit+1)], total)
}

// EmptyPage returns a page of a list without rows.
func EmptyPage[T any](w Window) Page[T] {
	var total *int
	if w.Total {
		total = new(0)
	}
	return PageOf[T](w, nil, total)
}

// cursorVersion changes when cursors of an earlier form can no longer be read.
const cursorVersion = 1

// Cursor is a place in a list. Its text is opaque to clients. It holds the list, its order and the
// asOf of the first page (RULES 1).
type Cursor struct {
	Version int    `json:"v"`
	List    string `json:"l"` // the field and its order: "contracts/END_DATE_ASC"
	Key     string `json:"k"`
	AsOf    Date   `json:"d,omitempty"`
}

// String returns the cursor as URL-safe base64.
func (c Cursor) String() string {
	c.Version = cursorVersion
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings and a number always encode
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// ParseCursor parses a cursor for a list. A cursor of another list, order or version is INVALID; it
// never gives an empty page.
func ParseCursor(text, list string) (Cursor, error) {
	var c Cursor
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(b, &c) != nil || c.Key == "" {
		return Cursor{}, Invalidf("this is not a cursor: take one from pageInfo or an edge of an earlier page")
	}
	if c.Version != cursorVersion || c.List != list {
		return Cursor{}, Invalidf("this cursor belongs to another list or order: use one from a page of the same field with the same orderBy")
	}
	if c.AsOf != "" {
		if day, err := ParseDate(string(c.AsOf)); err != nil || day != c.AsOf {
			return Cursor{}, Invalidf("this is not a cursor: take one from pageInfo or an edge of an earlier page")
		}
	}
	return c, nil
}
