// Package web holds the pages that come with the server: the playground, its example
// questions, and the libraries it needs, so that no page loads anything from another site.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed playground.html playground.css playground.js icon.svg examples/*.graphql
//go:embed vendor/*.js vendor/*.css vendor/LICENSE.* vendor/THIRD_PARTY_LICENSES.txt
var files embed.FS

// policy lets a page load only what comes from this server. GraphiQL writes style elements,
// and has its fonts and cursors as data addresses in its style sheet.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
	"font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// mediaTypes are listed by file ending, because mime.TypeByExtension depends on the machine.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg":  "image/svg+xml",
}

// page is the content at one address.
type page struct {
	media, etag string
	content     []byte
}

// New returns the handler of /, /playground and what they load. Any other path is 404.
func New() (http.Handler, error) {
	pages, err := load()
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", p.media)
		h.Set("Content-Security-Policy", policy)
		h.Set("Etag", p.etag)
		h.Set("Cache-Control", "no-cache") // browsers ask whether it changed, and get 304
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(p.content))
	}), nil
}

// load returns the pages by path.
func load() (map[string]page, error) {
	pages := map[string]page{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Dir(name) == "examples" {
			return err
		}
		content, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		pages["/playground/"+name] = newPage(name, content)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load pages: %w", err)
	}
	examples, err := Examples()
	if err != nil {
		return nil, err
	}
	content, err := json.Marshal(examples)
	if err != nil {
		return nil, fmt.Errorf("encode examples: %w", err)
	}
	pages["/playground/examples.json"] = newPage("examples.json", content)
	playground := pages["/playground/playground.html"]
	delete(pages, "/playground/playground.html")
	for _, address := range []string{"/", "/playground", "/playground/"} {
		pages[address] = playground
	}
	return pages, nil
}

func newPage(name string, content []byte) page {
	sum := sha256.Sum256(content)
	media, ok := mediaTypes[path.Ext(name)]
	if !ok {
		media = "text/plain; charset=utf-8"
	}
	return page{media: media, etag: `W/"` + hex.EncodeToString(sum[:8]) + `"`, content: content}
}

// Example is a question that the playground opens in its own tab.
type Example struct {
	Name  string `json:"name"`  // of its file: "01-shared-suppliers"
	Title string `json:"title"` // the question, the file's first comment line
	Query string `json:"query"`
}

// Examples returns the playground's questions in the order of their tabs.
func Examples() ([]Example, error) {
	entries, err := files.ReadDir("examples") // sorted by name
	if err != nil {
		return nil, fmt.Errorf("read examples: %w", err)
	}
	var examples []Example
	for _, entry := range entries {
		text, err := files.ReadFile("examples/" + entry.Name())
		if err != nil {
			return nil, fmt.Errorf("read examples: %w", err)
		}
		title, _, _ := strings.Cut(string(text), "\n")
		examples = append(examples, Example{
			Name:  strings.TrimSuffix(entry.Name(), ".graphql"),
			Title: strings.TrimSpace(strings.TrimPrefix(title, "#")),
			Query: string(text),
		})
	}
	return examples, nil
}
