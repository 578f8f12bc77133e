package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
)

func serve(t *testing.T, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	h, err := New()
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Result(), string(body)
}

func TestPages(t *testing.T) {
	for path, c := range map[string]struct {
		status int
		media  string
		text   string
	}{
		"/":                                     {200, "text/html; charset=utf-8", "<h1>"},
		"/playground":                           {200, "text/html; charset=utf-8", "<h1>"},
		"/playground/playground.js":             {200, "text/javascript; charset=utf-8", "createFetcher"},
		"/playground/vendor/graphiql.min.css":   {200, "text/css; charset=utf-8", ".graphiql"},
		"/playground/vendor/LICENSE.graphiql":   {200, "text/plain; charset=utf-8", "Permission is hereby granted"},
		"/playground/icon.svg":                  {200, "image/svg+xml", "<svg"},
		"/playground/examples.json":             {200, "application/json", "sharedSuppliers"},
		"/playground/playground.html":           {404, "text/plain; charset=utf-8", "not found"},
		"/playground/vendor/":                   {404, "text/plain; charset=utf-8", "not found"},
		"/playground/../web.go":                 {404, "text/plain; charset=utf-8", "not found"},
		"/playground/examples/02-renewals.html": {404, "text/plain; charset=utf-8", "not found"},
	} {
		t.Run(path, func(t *testing.T) {
			got, body := serve(t, path)
			if got.StatusCode != c.status || got.Header.Get("Content-Type") != c.media || !strings.Contains(body, c.text) {
				t.Errorf("%d %s, want %d %s with %q", got.StatusCode, got.Header.Get("Content-Type"), c.status, c.media, c.text)
			}
			if c.status == 200 && !strings.Contains(got.Header.Get("Content-Security-Policy"), "script-src 'self';") {
				t.Errorf("policy %q", got.Header.Get("Content-Security-Policy"))
			}
		})
	}
}

func TestAnUnchangedPageIsNotSentAgain(t *testing.T) {
	first, _ := serve(t, "/playground")
	again, body := serve(t, "/playground", "If-None-Match", first.Header.Get("Etag"))
	if again.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("%d with %d bytes, want 304 with none", again.StatusCode, len(body))
	}
}

// Our pages load only from this server.
func TestPagesLoadFromThisServerOnly(t *testing.T) {
	loads := regexp.MustCompile(`(?:src|href|fetch\(|url:)\s*[=(]?\s*["']([^"']+)["']`)
	for _, name := range []string{"playground.html", "playground.js", "playground.css", "icon.svg"} {
		text, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range loads.FindAllStringSubmatch(string(text), -1) {
			if to := found[1]; !strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "#") {
				t.Errorf("%s loads %s", name, to)
			}
		}
	}
}

// The vendored files are exactly those whose checksums vendor/README.md lists.
func TestVendoredFilesAreAsPublished(t *testing.T) {
	readme, err := os.ReadFile("vendor/README.md")
	if err != nil {
		t.Fatal(err)
	}
	stated := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$`).FindAllStringSubmatch(string(readme), -1) {
		stated[row[1]] = row[2]
	}
	entries, err := os.ReadDir("vendor")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".js") && !strings.HasSuffix(e.Name(), ".css") {
			continue
		}
		count++
		text, err := os.ReadFile("vendor/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		if got := hex.EncodeToString(sum[:]); got != stated[e.Name()] {
			t.Errorf("%s has sum %s, stated is %q", e.Name(), got, stated[e.Name()])
		}
	}
	if count != len(stated) {
		t.Errorf("%d files, %d stated", count, len(stated))
	}
}

func TestExamplesHaveTitles(t *testing.T) {
	examples, err := Examples()
	if err != nil {
		t.Fatal(err)
	}
	if len(examples) < 6 || examples[0].Name != "01-shared-suppliers" {
		t.Errorf("got %d examples, the first %q", len(examples), examples[0].Name)
	}
	named := regexp.MustCompile(`(?m)^query [A-Z]\w+ \{`)
	for _, e := range examples {
		if !strings.HasSuffix(e.Title, "?") && !strings.HasSuffix(e.Title, ".") {
			t.Errorf("%s: the title %q is no sentence", e.Name, e.Title)
		}
		if len(named.FindAllString(e.Query, -1)) != 1 {
			t.Errorf("%s: its tab needs one named query", e.Name)
		}
	}
	_, body := serve(t, "/playground/examples.json")
	var sent []Example
	if err := json.Unmarshal([]byte(body), &sent); err != nil || len(sent) != len(examples) {
		t.Errorf("%d sent, want %d: %v", len(sent), len(examples), err)
	}
}
