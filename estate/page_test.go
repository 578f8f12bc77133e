package estate_test

import (
	"encoding/base64"
	"errors"
	"slices"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func invalid(err error) bool {
	e, ok := errors.AsType[*estate.Error](err)
	return ok && e.Code == estate.CodeInvalid
}

func TestCursorsRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := estate.Cursor{
			Version: 1, List: rapid.String().Draw(rt, "list"), Key: rapid.StringN(1, 40, -1).Draw(rt, "key"),
			AsOf: rapid.SampledFrom([]estate.Date{"", today}).Draw(rt, "as of"),
		}
		got, err := estate.ParseCursor(c.String(), c.List)
		if diff := cmp.Diff(c, got); err != nil || diff != "" {
			rt.Errorf("error %v (-want +got):\n%s", err, diff)
		}
	})
}

func TestForeignCursors(t *testing.T) {
	encode := func(json string) string { return base64.RawURLEncoding.EncodeToString([]byte(json)) }
	mine := estate.Cursor{List: "contracts/END_DATE_ASC", Key: "2026-11-23\tContract:a"}.String()
	for name, test := range map[string]struct{ text, list string }{
		"another order":             {mine, "contracts/END_DATE_DESC"},
		"another list":              {mine, "boroughs/NAME"},
		"another version":           {encode(`{"v":2,"l":"x","k":"a"}`), "x"},
		"no version":                {encode(`{"l":"x","k":"a"}`), "x"},
		"no key":                    {encode(`{"v":1,"l":"x"}`), "x"},
		"an impossible day":         {encode(`{"v":1,"l":"x","k":"a","d":"2026-02-30"}`), "x"},
		"a day with more behind it": {encode(`{"v":1,"l":"x","k":"a","d":"2026-02-20T; DROP"}`), "x"},
		"not JSON":                  {encode(`hello`), "x"},
		"not base64":                {"!!!", "x"},
		"base64 with padding":       {base64.URLEncoding.EncodeToString([]byte(`{"v":1,"l":"x","k":"abc"}`)), "x"},
		"nothing":                   {"", "x"},
		"half of a cursor":          {mine[:len(mine)/2], "contracts/END_DATE_ASC"},
	} {
		if c, err := estate.ParseCursor(test.text, test.list); !invalid(err) || c != (estate.Cursor{}) {
			t.Errorf("%s: got %v, error %v", name, c, err)
		}
	}
}

func TestGarbageIsNoCursor(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		if _, err := estate.ParseCursor(rapid.String().Draw(rt, "text"), "contracts/END_DATE_ASC"); !invalid(err) {
			rt.Errorf("error %v", err)
		}
	})
}

func TestAnEmptyPageIsNotNil(t *testing.T) {
	if page := estate.PageOf[int](estate.FirstPage(3), nil, nil); page.Rows == nil || page.HasNextPage || page.HasPreviousPage {
		t.Errorf("got %+v", page)
	}
}

// PageOf returns the same as slicing the list, from either end and between any two positions.
func TestPageOf(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		keys := rapid.SliceOfDistinct(rapid.StringMatching("[a-z]{1,2}"), rapid.ID).Draw(rt, "keys")
		slices.Sort(keys)
		w := estate.Window{Before: estate.LastKey, Limit: rapid.IntRange(1, 6).Draw(rt, "limit"), Backward: rapid.Bool().Draw(rt, "backward")}
		if rapid.Bool().Draw(rt, "placed") && len(keys) > 0 {
			if place := rapid.SampledFrom(keys).Draw(rt, "place"); w.Backward {
				w.Before = place
			} else {
				w.After = place
			}
		}
		within := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return k <= w.After || k >= w.Before })
		read := slices.Clone(within)
		if w.Backward {
			slices.Reverse(read)
		}
		read = read[:min(len(read), w.Limit+1)]
		rows := make([]estate.Keyed[string], len(read))
		for i, k := range read {
			rows[i] = estate.Keyed[string]{Row: k, Key: k}
		}
		page := estate.PageOf(w, rows, nil)

		n := min(len(within), w.Limit)
		want, more := within[:n], len(within) > n
		next, previous := more, w.After != ""
		if w.Backward {
			want, next, previous = within[len(within)-n:], w.Before != estate.LastKey, more
		}
		got := make([]string, len(page.Rows))
		for i, r := range page.Rows {
			got[i] = r.Key
		}
		if !slices.Equal(got, want) || page.HasNextPage != next || page.HasPreviousPage != previous {
			rt.Errorf("of %q by %+v: got %q, next %v, previous %v; want %q, %v, %v", keys, w, got, page.HasNextPage, page.HasPreviousPage, want, next, previous)
		}
	})
}

func TestIDs(t *testing.T) {
	id := estate.MakeID(estate.KindContract, "ocds-1:2")
	if id != "Contract:ocds-1:2" || id.Kind() != estate.KindContract || id.Key() != "ocds-1:2" {
		t.Errorf("%q of kind %q, key %q", id, id.Kind(), id.Key())
	}
	for text, kinds := range map[string][]estate.Kind{
		"Contract:ocds-1:2": nil, "Borough:E09000007": {estate.KindSystem, estate.KindBorough}, "Evidence:é": {estate.KindEvidence},
	} {
		if got, err := estate.ParseID(text, kinds...); err != nil || string(got) != text {
			t.Errorf("%q: got %q, error %v", text, got, err)
		}
	}
	for text, kinds := range map[string][]estate.Kind{
		"": nil, ":": nil, "Borough": nil, "Borough:": nil, "borough:E09000007": nil, "Tender:1": nil, ":x": nil,
		"Supplier:acme": {estate.KindSystem, estate.KindBorough}, "Borough:" + string(make([]byte, 300)): nil,
	} {
		if got, err := estate.ParseID(text, kinds...); !invalid(err) || got != "" {
			t.Errorf("%q: got %q, error %v", text, got, err)
		}
	}
	if kind, key := estate.ID("malformed").Kind(), estate.ID("malformed").Key(); kind != "" || key != "" {
		t.Errorf("a malformed id has the kind %q and the key %q", kind, key)
	}
}
