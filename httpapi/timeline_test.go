package httpapi

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// A picture's address is held to bounds before anything is drawn, and HEAD draws nothing. Errors
// are short, whatever they quote.
func TestPicturesAreHeldToBounds(t *testing.T) {
	o, drawn := options(t), 0
	o.Timeline = func(context.Context, estate.ID, url.Values) ([]byte, error) {
		drawn++
		return nil, estate.Invalidf("there is no argument %s", strings.Repeat("x", 1<<20))
	}
	h := New(o)
	const picture = "/opportunities/System:a.svg"
	for name, c := range map[string]struct {
		method, address string
		status          int
	}{
		"a long group":     {http.MethodGet, "/opportunities/System:" + strings.Repeat("a", 900_000) + ".svg", 400},
		"a long name":      {http.MethodGet, picture + "?" + strings.Repeat("a", 900_000) + "=1", 400},
		"a long day":       {http.MethodGet, picture + "?asOf=" + strings.Repeat("2", 900_000), 400},
		"a long number":    {http.MethodGet, picture + "?minBoroughs=" + strings.Repeat("1", 900_000), 400},
		"a long borough":   {http.MethodGet, picture + "?boroughs=" + strings.Repeat("a", 900_000), 400},
		"too many":         {http.MethodGet, picture + "?" + strings.Repeat("boroughs=camden&", maxList+1), 400},
		"too many terms":   {http.MethodGet, picture + "?" + strings.Repeat("terms=IN_TERM&", 50_000), 400},
		"HEAD":             {http.MethodHead, picture, 200},
		"HEAD with bounds": {http.MethodHead, picture + "?asOf=" + strings.Repeat("2", 900_000), 400},
	} {
		got := httptest.NewRecorder()
		h.ServeHTTP(got, httptest.NewRequest(c.method, c.address, nil))
		if got.Code != c.status || got.Body.Len() > maxMessage || drawn > 0 {
			t.Errorf("%s: %d with %d bytes, drawn %d times", name, got.Code, got.Body.Len(), drawn)
		}
	}
	got := httptest.NewRecorder()
	h.ServeHTTP(got, httptest.NewRequest(http.MethodGet, picture, nil))
	if got.Code != http.StatusBadRequest || got.Body.Len() > maxMessage+1 || drawn != 1 {
		t.Errorf("an error that is long: %d with %d bytes, drawn %d times", got.Code, got.Body.Len(), drawn)
	}
}
