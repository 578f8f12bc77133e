package graph_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// A query of docs/queries.md with the golden file that it is.
var documented = regexp.MustCompile("<!-- golden: (\\S+) -->\n```graphql\n((?s:.*?))```")

// TestDocumentedQueries holds docs/queries.md to the golden files in testdata/docs, one for one.
func TestDocumentedQueries(t *testing.T) {
	page, err := os.ReadFile("../docs/queries.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, query := range documented.FindAllStringSubmatch(string(page), -1) {
		shown[query[1]] = query[2]
	}
	held := map[string]string{}
	files, err := filepath.Glob("testdata/docs/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		held[name[:len(name)-len(".txtar")]] = string(section(archive, sectionQuery))
	}
	if diff := cmp.Diff(held, shown); diff != "" {
		t.Errorf("the queries of docs/queries.md (-golden +shown):\n%s", diff)
	}
	if len(shown) != 10 {
		t.Errorf("%d queries are shown, want 10", len(shown))
	}
}
