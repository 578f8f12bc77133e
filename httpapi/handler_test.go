package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"boroughgraph/estate"
)

func TestPaths(t *testing.T) {
	for name, c := range map[string]struct {
		method, path string
		status       int
		body         string // a part of it
	}{
		"the schema":              {"GET", "/schema.graphql", 200, "type Query {"},
		"its length":              {"HEAD", "/schema.graphql", 200, ""},
		"a write to the schema":   {"POST", "/schema.graphql", 405, "read with GET"},
		"the process":             {"GET", "/healthz", 200, `"status":"up"`},
		"the store":               {"GET", "/readyz", 200, `"status":"ready"`},
		"a picture":               {"GET", "/opportunities/System:a.svg?asOf=2026-11-23", 200, "<svg>System:a</svg>"},
		"an escaped picture":      {"GET", "/opportunities/System%3Aa%2Fb.svg", 200, "<svg>System:a/b</svg>"},
		"an unknown argument":     {"GET", "/opportunities/System:a.svg?borough=camden", 400, "borough: there is no such argument"},
		"a picture of nothing":    {"GET", "/opportunities/System:none.svg", 404, "no borough has it"},
		"a slow picture":          {"GET", "/opportunities/System:slow.svg", 504, "it took too long"},
		"a broken picture":        {"GET", "/opportunities/System:broken.svg", 500, "something went wrong"},
		"another kind of file":    {"GET", "/opportunities/System:a.png", 404, "not found"},
		"a write to a picture":    {"POST", "/opportunities/System:a.svg", 405, "read with GET"},
		"a page":                  {"GET", "/playground", 200, "page"},
		"a write to a page":       {"POST", "/", 405, "read with GET"},
		"options of the API":      {"OPTIONS", "/graphql", 204, ""},
		"the head of the API":     {"HEAD", "/graphql", 405, ""},
		"a page below the API":    {"GET", "/graphql/more", 200, "page"},
		"the API without a query": {"GET", "/graphql", 400, "INVALID"},
	} {
		t.Run(name, func(t *testing.T) {
			got := send(New(options(t)), httptest.NewRequest(c.method, c.path, nil))
			body, err := io.ReadAll(got.Body)
			if err != nil {
				t.Fatal(err)
			}
			if got.StatusCode != c.status || !strings.Contains(string(body), c.body) {
				t.Errorf("%d %s, want %d with %q", got.StatusCode, body, c.status, c.body)
			}
			if got.Header.Get("X-Content-Type-Options") != "nosniff" || len(got.Header.Get(requestIDHeader)) < 20 {
				t.Errorf("headers %v", got.Header)
			}
		})
	}
}

func TestReadyzSaysWhyNot(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want health
	}{
		"a store that is away": {
			&estate.Error{Code: estate.CodeUnavailable, Message: "the database cannot be reached", Err: errors.New("dial tcp 10.1.2.3")},
			health{"unready", "UNAVAILABLE", "the database cannot be reached"},
		},
		"a fault of the server": {
			errors.New("a driver's words"),
			health{"unready", "INTERNAL", "the store's state could not be read: see the server's log"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(t)
			o.Ready = func(context.Context) error { return c.err }
			response := send(New(o), httptest.NewRequest("GET", "/readyz", nil))
			var got health
			if err := json.NewDecoder(response.Body).Decode(&got); err != nil {
				t.Fatal(err)
			}
			if response.StatusCode != 503 || got != c.want {
				t.Errorf("%d %+v, want 503 %+v", response.StatusCode, got, c.want)
			}
		})
	}
}

func TestOrigins(t *testing.T) {
	const here, there = "https://here.example", "https://there.example"
	for name, c := range map[string]struct {
		origins []string
		from    string
		allowed string
	}{
		"none configured":  {nil, there, ""},
		"one configured":   {[]string{there}, there, there},
		"another one":      {[]string{here}, there, ""},
		"any":              {[]string{"*"}, there, "*"},
		"no origin at all": {[]string{here}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(t)
			o.Origins = c.origins
			h := New(o)
			ask := httptest.NewRequest("OPTIONS", "/graphql", nil)
			ask.Header.Set("Origin", c.from)
			ask.Header.Set("Access-Control-Request-Method", "POST")
			ask.Header.Set("Access-Control-Request-Headers", "content-type,x-request-id")
			if got := send(h, ask).Header.Get("Access-Control-Allow-Origin"); got != c.allowed {
				t.Errorf("asked first: %q, want %q", got, c.allowed)
			}
			answer := send(h, post(`{"query":"{ hello }"}`, "Origin", c.from)).Header
			if got := answer.Get("Access-Control-Allow-Origin"); got != c.allowed {
				t.Errorf("on the answer: %q, want %q", got, c.allowed)
			}
			shown := strings.ToLower(answer.Get("Access-Control-Expose-Headers"))
			for _, name := range []string{"x-request-id", "retry-after", "ratelimit-remaining"} {
				if c.allowed != "" && !strings.Contains(shown, name) {
					t.Errorf("pages may read %q, want %s too", shown, name)
				}
			}
		})
	}
}

func TestCheckOrigins(t *testing.T) {
	for origin, ok := range map[string]bool{
		"https://example.org": true, "http://127.0.0.1:3000": true, "*": true,
		"example.org": false, "https://example.org/": false, "https://example.org/page": false, "ftp://example.org": false, "": false,
	} {
		if err := CheckOrigins([]string{origin}); (err == nil) != ok {
			t.Errorf("%q: %v", origin, err)
		}
	}
}

func TestCheckLimits(t *testing.T) {
	l := DefaultLimits()
	if err := l.Check(); err != nil {
		t.Error(err)
	}
	l.Cost = 0
	if err := l.Check(); err == nil || !strings.Contains(err.Error(), "cost") {
		t.Errorf("got %v, want an error on the cost", err)
	}
}

func TestLogNamesTheRequestAndNotWhatItAsks(t *testing.T) {
	var log bytes.Buffer
	o := options(t)
	o.Log = slog.New(slog.NewTextHandler(&log, nil))
	response := send(New(o), get("query=%7B%20hello%20%7D&variables=%7B%22secret%22%3A1%7D"))
	line := log.String()
	for _, want := range []string{"method=GET", "path=/graphql", "status=200", "id=" + response.Header.Get(requestIDHeader)} {
		if !strings.Contains(line, want) {
			t.Errorf("%q is not in %s", want, line)
		}
	}
	if strings.Contains(line, "secret") || strings.Contains(line, "hello") {
		t.Errorf("the log holds what was asked: %s", line)
	}
}

func TestAPanicIsAnError(t *testing.T) {
	response := send(New(options(t)), post(`{"query":"{ boom }"}`))
	got, body := read(t, response)
	if response.StatusCode != http.StatusInternalServerError || len(got.Errors) != 1 || got.Errors[0].Extensions.Code != "INTERNAL" {
		t.Errorf("%d %s", response.StatusCode, body)
	}
}

func TestLongAnswersArePacked(t *testing.T) {
	for path, want := range map[string]string{"/schema.graphql": "gzip", "/healthz": ""} { // the second is too short to shrink
		ask := httptest.NewRequest("GET", path, nil)
		ask.Header.Set("Accept-Encoding", "gzip")
		o := options(t)
		o.SDL = strings.Repeat(o.SDL, 3)
		if got := send(New(o), ask).Header.Get("Content-Encoding"); got != want {
			t.Errorf("%s is packed as %q, want %q", path, got, want)
		}
	}
}

func TestLongDocumentsAreNotKept(t *testing.T) {
	d := newDocumentCache()
	long := strings.Repeat(" ", cachedBytes) + "{hello}"
	d.Add(t.Context(), long, nil)
	d.Add(t.Context(), "{hello}", nil)
	if _, kept := d.Get(t.Context(), long); kept {
		t.Error("the long document is kept")
	}
	if _, kept := d.Get(t.Context(), "{hello}"); !kept {
		t.Error("the short document is not kept")
	}
}

// A store that is silent is not ready. Many requests for /readyz at once send the store one
// question.
func TestReadyzDoesNotWaitForASilentStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int64
		o := options(t)
		o.Ready = func(ctx context.Context) error {
			asked.Add(1)
			<-ctx.Done()
			return ctx.Err()
		}
		h, began := New(o), time.Now()
		statuses := make(chan int, 50)
		for range cap(statuses) {
			go func() {
				statuses <- send(h, httptest.NewRequest(http.MethodGet, "/readyz", nil)).StatusCode
			}()
		}
		for range cap(statuses) {
			if status := <-statuses; status != http.StatusServiceUnavailable {
				t.Errorf("status %d, want 503", status)
			}
		}
		if took := time.Since(began); took > time.Second || asked.Load() != 1 {
			t.Errorf("it took %s and %d questions", took, asked.Load())
		}
		time.Sleep(readyTime) // the question ends
	})
}
